"""Objects of others on their way in: a file or a collection taken apart, each as it came."""
