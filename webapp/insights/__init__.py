"""What instructors see of their classes, and students of what is seen."""
