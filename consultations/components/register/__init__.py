"""The register: free contributions, their answers, and those taken over from elsewhere."""
