"""What people look at: the comparison, the network, the timeline. Each decides and draws in one room."""
