"""The parts windows are built of; none knows the desk or its siblings."""
