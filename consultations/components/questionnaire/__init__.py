"""Questions on paper or on screen, and the answers that came back."""
