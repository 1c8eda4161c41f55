#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the names of streets and waters, and where they are, from open geodata.

    derive-names.py SOURCE_DIR

Only needed when the sources change: the build takes reference/names.txt as it
is.  Standard library only.  One name a line, '#' starts a comment:

    class|name|where|extent|x y

class is "street" or "water"; where the quarter or place around it, for people;
extent the diagonal in metres of the box around all of it; x and y a point on
it, longitude and latitude in 1e-5 degrees.  A name that several streets have,
such as Dorfstraße, has a line for each.
"""

import collections
import json
import math
import os
import re
import sqlite3
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, 'reference', 'names.txt')

HEAD = """\
# SPDX-FileCopyrightText: OpenStreetMap contributors
# SPDX-FileCopyrightText: Freie und Hansestadt Hamburg, Landesbetrieb Geoinformation und Vermessung
# SPDX-License-Identifier: ODbL-1.0 AND LicenseRef-dl-de-by-2.0
# Names of streets and waters in and around Hamburg
# class|name|where|extent in m|x y in 1e-5 degrees
"""

# Parts of one name that are nearer to each other than this are one street, in metres.
GAP_M = {'street': 600.0, 'water': 2500.0}

# Outside of Hamburg the nearest of these says where a street is, if it is that near.
PLACES = {'city', 'town', 'village', 'suburb', 'hamlet', 'quarter', 'neighbourhood'}
PLACE_M = 4000.0

# The base map shows what Hamburg and its surroundings have between these longitudes.
METRES_PER_DEGREE = 111320.0
REFERENCE_LAT = 53.55
KX = METRES_PER_DEGREE * math.cos(math.radians(REFERENCE_LAT))
KY = METRES_PER_DEGREE

# What mappers write for roads that have a number only.
NUMBER = re.compile(r'^(A|B|K|L|E) ?\d+$')


def features(folder, name):
    with open(os.path.join(folder, name), encoding='utf-8') as f:
        return json.load(f)['features']


def metres(a, b):
    return math.hypot((a[0] - b[0]) * KX, (a[1] - b[1]) * KY)


def street_lines(folder):
    """The lines of each street name."""
    db = sqlite3.connect('file:' + os.path.join(folder, 'strassennetz-routing.sqlite') + '?mode=ro',
                         uri=True)
    nodes = {i: (lon, lat) for i, lon, lat in db.execute('select id, lon, lat from node')}
    lines = collections.defaultdict(list)
    for a, b, geom, name in db.execute('select a, b, geom, name.name from edge '
                                       'join name on name.id = edge.name'):
        name = ' '.join(name.replace('|', ' ').split())
        if not name or NUMBER.match(name):
            continue
        n = len(geom or b'') // 8
        flat = struct.unpack(f'<{2 * n}i', (geom or b'')[:8 * n])
        inner = [(flat[i] / 1e6, flat[i + 1] / 1e6) for i in range(0, 2 * n, 2)]
        lines[name].append([nodes[a]] + inner + [nodes[b]])
    return lines


def water_lines(folder):
    """The lines of each water that the base map does not name itself."""
    named = set()
    with open(os.path.join(HERE, 'reference', 'waternames.txt'), encoding='utf-8') as f:
        for line in f:
            if not line.startswith('#'):
                named.add(line.split('|')[2])
    lines = collections.defaultdict(list)
    for f in features(folder, 'fluesse_kanaele.geojson'):
        name = (f['properties'].get('name') or '').strip('() ').replace('|', ' ')
        geometry = f['geometry']
        parts = [geometry['coordinates']] if geometry['type'] == 'LineString' \
            else geometry['coordinates']
        if name and name not in named:
            lines[name].extend([tuple(p[:2]) for p in part] for part in parts)
    return lines


def clusters(lines, gap_m):
    """Groups of lines that are near each other, by the points of a grid of gap size."""
    parent = list(range(len(lines)))

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    cells = {}
    for i, line in enumerate(lines):
        for x, y in line:
            cell = (int(x * KX // gap_m), int(y * KY // gap_m))
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    other = cells.get((cell[0] + dx, cell[1] + dy))
                    if other is not None:
                        parent[find(i)] = find(other)
            cells[cell] = i
    groups = collections.defaultdict(list)
    for i, line in enumerate(lines):
        groups[find(i)].append(line)
    return list(groups.values())


def middle_of(lines):
    """The point on the lines nearest to their centre of gravity."""
    total = sx = sy = 0.0
    for line in lines:
        for a, b in zip(line, line[1:]):
            length = metres(a, b)
            total += length
            sx += length * (a[0] + b[0]) / 2
            sy += length * (a[1] + b[1]) / 2
    centre = (sx / total, sy / total) if total > 0 else lines[0][0]
    best = None
    for line in lines:
        for a, b in zip(line, line[1:] or line):
            ux, uy = (b[0] - a[0]) * KX, (b[1] - a[1]) * KY
            px, py = (centre[0] - a[0]) * KX, (centre[1] - a[1]) * KY
            length2 = ux * ux + uy * uy
            t = min(max((px * ux + py * uy) / length2, 0.0), 1.0) if length2 > 0 else 0.0
            point = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
            distance = metres(point, centre)
            if best is None or distance < best[0]:
                best = (distance, point)
    return best[1]


def extent_of(lines):
    xs = [p[0] for line in lines for p in line]
    ys = [p[1] for line in lines for p in line]
    return metres((min(xs), min(ys)), (max(xs), max(ys)))


def contains(ring, x, y):
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


class Surroundings:
    def __init__(self, folder):
        self.quarters = []
        for f in features(folder, 'stadtteile.geojson'):
            c = f['geometry']['coordinates']
            for polygon in c if f['geometry']['type'] == 'MultiPolygon' else [c]:
                ring = [tuple(p[:2]) for p in polygon[0]]
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                self.quarters.append((f['properties']['name'],
                                      (min(xs), min(ys), max(xs), max(ys)), ring))
        self.places = [(f['properties']['name'], f['geometry']['coordinates'][:2])
                       for f in features(folder, 'orte.geojson')
                       if f['properties'].get('class') in PLACES and f['properties'].get('name')]

    def find(self, point):
        x, y = point
        for name, box, ring in self.quarters:
            if box[0] <= x <= box[2] and box[1] <= y <= box[3] and contains(ring, x, y):
                return name
        distance, name = min((metres(point, at), name) for name, at in self.places)
        return name if distance <= PLACE_M else ''


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = sys.argv[1]
    surroundings = Surroundings(folder)
    out = []
    for kind, named in (('street', street_lines(folder)), ('water', water_lines(folder))):
        for name, lines in named.items():
            for group in clusters(lines, GAP_M[kind]):
                point = middle_of(group)
                where = surroundings.find(point).replace('|', ' ')
                out.append((kind, name, where, round(extent_of(group)),
                            round(point[0] * 1e5), round(point[1] * 1e5)))
    out.sort()
    with open(OUT, 'w', encoding='utf-8') as f:
        f.write(HEAD)
        for kind, name, where, extent, x, y in out:
            f.write(f'{kind}|{name}|{where}|{extent}|{x} {y}\n')
    print(f'{OUT}: {len(out)} names')


if __name__ == '__main__':
    main()
