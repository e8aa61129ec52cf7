"""The face of editors: everything that knows Wagtail."""
