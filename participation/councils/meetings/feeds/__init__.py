"""What programs come back to read: calendars, and news of public meetings."""
