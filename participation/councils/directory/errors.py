"""What another site said and that was not taken over."""


class Unheard(Exception):
    """A register could not be taken over; `problem` is one of `choices.Problem`.

    `offered_key` is the key that the site signs with now, when that is the problem.
    """

    def __init__(self, problem: str, offered_key: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.offered_key = offered_key
