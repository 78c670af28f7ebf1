"""The new member's tour: steps in a file staff can edit, answered by the documents as they are today."""
