"""Say of what was written before whose word it is: the holder's at that time."""

from typing import Any

from django.db import migrations


def say_whose(apps: Any, schema_editor: Any) -> None:
    """Name the organism of each delay it set, and of each step it wrote."""
    for referral in apps.get_model("referrals", "Referral").objects.all().iterator():
        transfers = list(referral.steps.filter(state="redirected").order_by("number"))
        for delay in referral.delays.filter(basis="of_body"):
            before = [step for step in transfers if step.recorded_at <= delay.added_at]
            delay.of_name = before[-1].to if before else referral.addressee_name
            delay.save(update_fields=["of_name"])
        for step in referral.steps.filter(side="addressee"):
            before = [one for one in transfers if one.number < step.number]
            if not before:
                body_id = referral.addressee_id
            else:
                is_last = before[-1] == transfers[-1]
                body_id = referral.holder_id if is_last else None
            referral.steps.filter(pk=step.pk).update(body=body_id)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_votes_offices_followers")]

    operations = [migrations.RunPython(say_whose, migrations.RunPython.noop, elidable=True)]
