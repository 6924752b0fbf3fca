"""Where the name lists are read: areas, surnames, offices, kinds of bodies, and the names a user adds.

    tables    the one reader of typed tab-separated lists
    areas     codes, names and places in a text of the administrative areas (area, area_names, area_search, towns)
    names     surnames, characters of given names, names written by sound
    bodies    short and long forms of bodies, their kinds          offices   titles of offices
    own       the list that a user brings along
"""
