"""Tags of commitments."""
