"""The pages of a questionnaire."""
