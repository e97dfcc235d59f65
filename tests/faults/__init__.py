"""What goes wrong around a record: processes, disks, connections, clocks and copies."""
