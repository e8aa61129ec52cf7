"""The pages of themes: what everybody reads, and the workbench of officers."""
