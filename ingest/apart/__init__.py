"""Reading in a process apart, with bounds on time and memory."""
