"""Where the name lists are read: areas, surnames, offices, kinds of bodies."""
