"""A debate: arguments for, against and beside a question, answered one by one, live."""
