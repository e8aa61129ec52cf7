"""Documents of a council: in folders, in versions, private until a coordinator publishes one."""
