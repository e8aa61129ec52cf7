"""Settings: what is common, and one small file for each place the project runs."""
