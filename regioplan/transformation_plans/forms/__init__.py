"""Forms of transformatieplannen: for the parties, the insurers and the desk."""
