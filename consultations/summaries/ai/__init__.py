"""An outside text service that may write of the themes: off unless the site's settings name it.

It speaks the protocol of OpenAI's chat completions, which free servers speak too. It is sent texts
and numbers, never who wrote them; what it answers is believed only where it can be checked.
"""

from consultations.summaries.ai.client import is_on

__all__ = ["is_on"]
