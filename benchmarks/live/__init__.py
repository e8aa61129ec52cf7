"""How soon what is said reaches everybody who looks, and what is lost when things break."""
