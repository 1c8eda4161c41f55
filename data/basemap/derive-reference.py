#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the reference geometry of the base map from open geodata.

    derive-reference.py SOURCE_DIR [--gshhg DIR]

Only needed when the sources change: the build works from the files in
reference/ alone.  Standard library only; ncdump (netcdf-bin) reads GSHHG.

A reference file is text, one feature a line, '#' starts a comment:

    class|flags|name|x0 y0 dx dy dx dy ...[/x0 y0 dx dy ...]

x and y are longitude and latitude in 1e-5 degrees; every pair after the
first of a ring or line is the difference to the pair before it.  Rings of a
polygon are separated by '/', the first is the outer one, closed implicitly.
Points (places) have one pair.
"""

import argparse
import collections
import json
import math
import os
import sqlite3
import struct
import subprocess
import sys

import trace_tiles

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, 'reference')

# West of this meridian the Elbe and the sea are GSHHG, east of it OSM.
SEAM_LON = 9.732

# OSM detail is complete in this box (west, south, east, north).
DETAIL = (SEAM_LON, 53.36, 10.455, 53.79)

# GSHHG: window that is traced, and where it is kept at good resolution.
WINDOW = (-30, 30, 56, 75)
FINE = (7.2, 52.7, 11.7, 55.1)
NORTH = (-6, 50, 20, 61)
ELBE = (8.2, 53.3, 9.9, 54.2)

METRES_PER_DEGREE = 111320.0


def inside(box, x, y):
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def ring_area_m2(ring):
    total = 0.0
    y0 = ring[0][1]
    k = math.cos(math.radians(y0))
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        total += (x1 * y2 - x2 * y1)
    return total / 2 * k * METRES_PER_DEGREE ** 2


def simplify(points, tolerance):
    """Douglas-Peucker; tolerance(x, y) in metres may vary with the place."""
    n = len(points)
    if n < 3:
        return list(points)
    keep = bytearray(n)
    keep[0] = keep[n - 1] = 1
    stack = [(0, n - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        ax, ay = points[a]
        kx = math.cos(math.radians(ay)) * METRES_PER_DEGREE
        ky = METRES_PER_DEGREE
        ux = (points[b][0] - ax) * kx
        uy = (points[b][1] - ay) * ky
        length2 = ux * ux + uy * uy
        worst, at = 0.0, -1
        for i in range(a + 1, b):
            px = (points[i][0] - ax) * kx
            py = (points[i][1] - ay) * ky
            if length2 > 0:
                t = (px * ux + py * uy) / length2
                t = 0.0 if t < 0 else 1.0 if t > 1 else t
                px -= t * ux
                py -= t * uy
            d = math.hypot(px, py) / tolerance(*points[i])
            if d > worst:
                worst, at = d, i
        if worst > 1.0:
            keep[at] = 1
            stack.append((a, at))
            stack.append((at, b))
    return [p for p, k in zip(points, keep) if k]


def simplify_ring(ring, tolerance):
    """A ring has no ends: cut it at the two points farthest apart."""
    if ring[0] == ring[-1]:
        ring = ring[:-1]
    if len(ring) < 4:
        return ring
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 +
              (ring[i][1] - ring[0][1]) ** 2)
    a = simplify(ring[:far + 1], tolerance)
    b = simplify(ring[far:] + ring[:1], tolerance)
    return a[:-1] + b[:-1]


def encode(points):
    out, px, py = [], 0, 0
    for x, y in points:
        ix, iy = round(x * 1e5), round(y * 1e5)
        if out and ix == px and iy == py:
            continue
        out.append(f'{ix - px} {iy - py}')
        px, py = ix, iy
    return ' '.join(out)


class Reference:
    def __init__(self, name, title, credit):
        self.path = os.path.join(OUT, name + '.txt')
        self.lines = []
        self.head = ['# SPDX-FileCopyrightText: ' + credit[0],
                     '# SPDX-License-Identifier: ' + credit[1],
                     '# ' + title,
                     '# class|flags|name|x0 y0 dx dy ... in 1e-5 degrees, rings separated by /']

    def add(self, kind, flags, name, *rings):
        texts = [encode(r) for r in rings]
        self.lines.append(f'{kind}|{flags}|{name or ""}|' + '/'.join(texts))

    def write(self, sort=True):
        if sort:
            self.lines.sort(key=lambda l: l.split('|')[:3])
        with open(self.path, 'w', encoding='utf-8') as f:
            f.write('\n'.join(self.head + self.lines) + '\n')
        print(f'{self.path}: {len(self.lines)} features, {os.path.getsize(self.path)} bytes')


OSM = ('OpenStreetMap contributors', 'ODbL-1.0')
LGV = ('Freie und Hansestadt Hamburg, Landesbetrieb Geoinformation und Vermessung',
       'LicenseRef-dl-de-by-2.0')
GSHHG = ('Paul Wessel and Walter H. F. Smith (GSHHG 2.3.7)', 'LGPL-3.0-or-later')


# --- GSHHG -------------------------------------------------------------------

def ncdump(path, variables):
    """Yield (variable, values) from ncdump, one variable at a time."""
    process = subprocess.Popen(['ncdump', '-l', '100000', '-v', ','.join(variables), path],
                               stdout=subprocess.PIPE, text=True)
    name, values, started = None, [], False
    for line in process.stdout:
        line = line.strip()
        if not started:
            started = line == 'data:'
            continue
        if '=' in line:
            name, _, line = line.partition('=')
            name, values = name.strip(), []
        ends = line.endswith(';') or line.endswith('}')
        line = line.rstrip(';}').strip()
        if line:
            # '_' is ncdump's word for the default fill value, here an honest coordinate.
            values.extend(-32767 if v == '_' else int(v)
                          for v in map(str.strip, line.split(',')) if v)
        if ends and name is not None:
            yield name, values
            name = None
    if process.wait() != 0:
        sys.exit(f'ncdump failed on {path}')


def wanted_bins():
    for row in range(180):
        south = 89 - row
        if south < WINDOW[1] or south >= WINDOW[3]:
            continue
        for column in range(360):
            west = column if column < 180 else column - 360
            if WINDOW[0] <= west < WINDOW[2]:
                yield row * 360 + column, west, south


class Binned:
    """The pieces of one binned GSHHG file that lie in the window."""

    def __init__(self, path, info):
        v = {}
        names = ['N_segments_in_a_bin', 'Id_of_first_segment_in_a_bin',
                 'Id_of_first_point_in_a_segment'] + info
        for name, values in ncdump(path, names):
            v[name] = values
        self.v = v
        ranges = []
        self.segments = []          # (info index, west, south, first point, n points)
        last = len(v['Id_of_first_point_in_a_segment'])
        for b, west, south in wanted_bins():
            first = v['Id_of_first_segment_in_a_bin'][b]
            for s in range(first, first + v['N_segments_in_a_bin'][b]):
                ranges.append((s, west, south))
        assert all(s < last for s, _, _ in ranges)
        self.ranges = ranges
        self.path = path

    def load(self, counts):
        axes = []
        for axis in ('longitude', 'latitude'):
            name = f'Relative_{axis}_from_SW_corner_of_bin'
            axes.append(next(ncdump(self.path, [name]))[1])
        xs, ys = axes
        for s, west, south in self.ranges:
            first = self.v['Id_of_first_point_in_a_segment'][s]
            points = [(west * 65535 + (xs[i] & 0xffff), south * 65535 + (ys[i] & 0xffff))
                      for i in range(first, first + counts[s])]
            yield s, points


def chain_up(pieces):
    """Join pieces that end where another starts. Returns (closed, open)."""
    by_start = {}
    for i, p in enumerate(pieces):
        by_start.setdefault(p[0], []).append(i)
    near = [(dx, dy) for dx in (0, -1, 1, -2, 2) for dy in (0, -1, 1, -2, 2)]
    used = bytearray(len(pieces))
    ends = {p[-1] for p in pieces}

    def follow(i):
        used[i] = 1
        line = list(pieces[i])
        while True:
            x, y = line[-1]
            for dx, dy in near:
                nxt = [j for j in by_start.get((x + dx, y + dy), ()) if not used[j]]
                if nxt:
                    break
            if not nxt:
                return line
            used[nxt[0]] = 1
            line.extend(pieces[nxt[0]][1:] if (dx, dy) == (0, 0) else pieces[nxt[0]])

    closed, loose = [], []
    order = sorted(range(len(pieces)), key=lambda i: pieces[i][0] in ends)
    for i in order:
        if used[i]:
            continue
        line = follow(i)
        gap = max(abs(line[0][0] - line[-1][0]), abs(line[0][1] - line[-1][1]))
        (closed if gap <= 4 and len(line) > 3 else loose).append(line)
    return closed, loose


def close_at_window(loose):
    """Close open coast lines along the window, land to the left of each."""
    w, s, e, n = (v * 65535 for v in WINDOW)
    width, height = e - w, n - s

    def position(p):
        x, y = p
        d = {0: abs(y - s), 1: abs(x - e), 2: abs(y - n), 3: abs(x - w)}
        side = min(d, key=d.get)
        if d[side] > 3:
            return None
        return (x - w, width + y - s, width + height + e - x, 2 * width + height + n - y)[side]

    total = 2 * (width + height)
    corners = [(0, (w, s)), (width, (e, s)), (width + height, (e, n)),
               (2 * width + height, (w, n))]
    ends = []
    for i, line in enumerate(loose):
        a, b = position(line[0]), position(line[-1])
        if a is None or b is None:
            print('  loose coast line dropped at', [c / 65535 for c in line[0] + line[-1]],
                  len(line))
            continue
        ends.append((a, b, i))
    rings, todo = [], {i: (a, b) for a, b, i in ends}
    starts = sorted((a, i) for a, b, i in ends)
    while todo:
        first = next(iter(todo))
        ring, current = [], first
        while True:
            a, b = todo.pop(current)
            ring.extend(loose[current])
            nxt = min(starts, key=lambda t: (t[0] - b) % total)
            span = (nxt[0] - b) % total
            for c, p in sorted(corners, key=lambda t: (t[0] - b) % total):
                if (c - b) % total < span:
                    ring.append(p)
            if nxt[1] == first:
                break
            current = nxt[1]
            if current not in todo:
                break
        rings.append(ring)
    return rings


def coast_tolerance(x, y):
    if inside(ELBE, x, y):
        return 12.0
    if inside(FINE, x, y):
        return 30.0
    if inside(NORTH, x, y):
        return 600.0
    return 4000.0


def derive_coast(gshhg):
    path = os.path.join(gshhg, 'binned_GSHHS_f.nc')
    embedded = 'Embedded_npts_levels_exit_entry_for_a_segment'
    data = Binned(path, [embedded])
    packed = data.v[embedded]
    counts = [p >> 9 for p in packed]
    levels = collections.defaultdict(list)
    for s, points in data.load(counts):
        levels[(packed[s] >> 6) & 7].append(points)
    print({k: len(v) for k, v in levels.items()})
    out = Reference('coast', 'Land and large lakes', GSHHG)

    def degrees(ring):
        return [(x / 65535, y / 65535) for x, y in ring]

    closed, loose = chain_up(levels[1])
    print('coast:', len(closed), 'closed', len(loose), 'open')
    for ring in closed + close_at_window(loose):
        ring = degrees(ring)
        x, y = ring[0]
        fine = any(inside(FINE, *p) for p in ring[::20] + [ring[0]])
        if abs(ring_area_m2(ring)) < (30e3 if fine else 20e6 if inside(NORTH, x, y) else 150e6):
            continue
        ring = simplify_ring(ring, coast_tolerance)
        if len(ring) >= 3:
            out.add('land', '', '', ring)
    closed, loose = chain_up(levels[2])
    for ring in closed:
        ring = degrees(ring)
        area = abs(ring_area_m2(ring))
        x, y = ring[0]
        if inside((9.5, 53.34, 10.6, 53.8), x, y):
            continue
        if area < (150e3 if inside(FINE, x, y) else 200e6):
            continue
        ring = simplify_ring(ring, coast_tolerance)
        if len(ring) >= 3:
            out.add('lake', '', '', ring)
    out.write()

    # Borders of states, and the big rivers beyond the reach of the OSM data.
    out = Reference('far', 'State borders and large rivers', GSHHG)
    for name, kind, accept in (('border', 'border', (1,)), ('river', 'river', (0, 1, 2, 3))):
        path = os.path.join(gshhg, f'binned_{name}_f.nc')
        data = Binned(path, ['N_points_for_a_segment', 'Hierarchial_level_of_a_segment'])
        level = data.v['Hierarchial_level_of_a_segment']
        lines = collections.defaultdict(list)
        for s, points in data.load(data.v['N_points_for_a_segment']):
            if level[s] in accept and len(points) > 1:
                lines[level[s]].append(points)
        for rank, pieces in lines.items():
            closed, loose = chain_up(pieces)
            for line in closed + loose:
                line = degrees(line)
                if kind == 'river':
                    parts, part = [], []
                    for p in line:
                        if inside(DETAIL, *p) or inside(ELBE, *p):
                            parts.append(part)
                            part = []
                        else:
                            part.append(p)
                    parts.append(part)
                else:
                    parts = [line]
                for part in parts:
                    part = simplify(part, lambda x, y: max(60.0, coast_tolerance(x, y)))
                    if len(part) > 1:
                        out.add(kind, rank, '', part)
    out.write()


# --- OSM -----------------------------------------------------------------

def features(folder, name):
    with open(os.path.join(folder, name), encoding='utf-8') as f:
        return json.load(f)['features']


def lines_of(geometry):
    c = geometry['coordinates']
    return {'LineString': [c], 'MultiLineString': c}.get(geometry['type'], [])


def osm_tolerance(x, y):
    return 4.0 if inside((9.73, 53.39, 10.33, 53.74), x, y) else 15.0


def derive_water(folder):
    out = Reference('water', 'Rivers, harbour basins, canals and lakes as areas', OSM)
    for f in features(folder, 'gewaesser.geojson'):
        p = f['properties']
        if p['kind'] != 'binnen':
            continue
        rings = [[tuple(c) for c in r] for r in f['geometry']['coordinates']]
        if p['area_m2'] < (2500 if inside(DETAIL, *rings[0][0]) else 8000):
            continue
        kept = []
        for i, r in enumerate(rings):
            if i and abs(ring_area_m2(r[:-1])) < 400:
                continue
            r = simplify_ring(r, osm_tolerance)
            if len(r) >= 3:
                kept.append(r)
            elif i == 0:
                break
        if kept:
            out.add('water', '', '', *kept)
    out.write()


def joined(lines):
    """Join lines end to end where exactly two meet; directions may differ."""
    ends = collections.defaultdict(list)
    for i, l in enumerate(lines):
        ends[l[0]].append(i)
        ends[l[-1]].append(i)
    used = bytearray(len(lines))
    result = []
    for i in range(len(lines)):
        if used[i]:
            continue
        used[i] = 1
        line = list(lines[i])
        for _ in range(2):
            while len(line) < 400:
                here = ends[line[-1]]
                nxt = [j for j in here if not used[j]]
                if len(here) != 2 or len(nxt) != 1:
                    break
                used[nxt[0]] = 1
                other = lines[nxt[0]]
                line.extend(other[1:] if other[0] == line[-1] else other[-2::-1])
            line.reverse()
        result.append(line)
    return result


def derive_waterways(folder):
    out = Reference('waterways', 'Rivers, canals and streams as lines', OSM)
    for f in features(folder, 'fluesse_kanaele.geojson'):
        p = f['properties']
        lines = [[tuple(c) for c in l] for l in lines_of(f['geometry'])]
        for l in joined([l for l in lines if len(l) > 1]):
            out.add(p['class'], '', p['name'], simplify(l, osm_tolerance))
    out.write()
    out = Reference('dikes', 'Roads on and along the dikes', OSM)
    for f in features(folder, 'deich_strassen.geojson'):
        p = f['properties']
        lines = [[tuple(c) for c in l] for l in lines_of(f['geometry'])]
        for l in joined([l for l in lines if len(l) > 1]):
            out.add('main' if p['haupt'] else 'dike', '', p['name'], simplify(l, osm_tolerance))
    out.write()


def point_in_ring(x, y, ring):
    hit = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


def derive_roads(folder):
    db = sqlite3.connect(f'file:{folder}/strassennetz-routing.sqlite?mode=ro&immutable=1', uri=True)
    nodes = {i: (lon, lat) for i, lon, lat in db.execute('select id, lon, lat from node')}
    classes = dict(db.execute('select id, name from class'))
    hamburg = [tuple(c) for c in
               features(folder, 'landesgrenze.geojson')[0]['geometry']['coordinates'][0]][::4]
    groups = collections.defaultdict(list)
    for a, b, klass, brunnel, geom in db.execute(
            'select a, b, class, brunnel, geom from edge where class <= 5'):
        geom = geom or b''
        n = len(geom) // 8
        flat = struct.unpack(f'<{2 * n}i', geom[:8 * n])
        inner = [(flat[2 * i] / 1e6, flat[2 * i + 1] / 1e6) for i in range(n)]
        line = [nodes[a]] + inner + [nodes[b]]
        if len(line) < 2:
            continue
        groups[(klass, brunnel if klass < 5 else 0)].append(line)
    main = Reference('roads', 'Motorways to tertiary roads', OSM)
    minor = Reference('streets', 'Streets in Hamburg', OSM)
    motorway = []
    for (klass, brunnel), lines in sorted(groups.items()):
        name = classes[klass]
        flag = ('', 'bridge', 'tunnel')[brunnel]
        for l in joined(lines):
            if klass == 0:
                motorway.extend(l)
            if klass == 5:
                x, y = l[len(l) // 2]
                length = sum(math.hypot((p[0] - q[0]) * 66000, (p[1] - q[1]) * 111320)
                             for p, q in zip(l, l[1:]))
                if length < 60 or not point_in_ring(x, y, hamburg):
                    continue
                l = simplify(l, lambda x, y: 6.0)
                minor.add('minor', '', '', l)
            else:
                l = simplify(l, osm_tolerance)
                if len(l) > 1:
                    main.add(name, flag, '', l)
    main.write()
    minor.write()
    return motorway


# --- borders and names -----------------------------------------------------

def inner_point(rings):
    """The point of a coarse grid that is farthest from the border."""
    outer = rings[0]
    xs, ys = [p[0] for p in outer], [p[1] for p in outer]
    k = math.cos(math.radians(ys[0]))
    best, where = -1.0, (sum(xs) / len(xs), sum(ys) / len(ys))
    n = 24
    for i in range(1, n):
        for j in range(1, n):
            x = min(xs) + (max(xs) - min(xs)) * i / n
            y = min(ys) + (max(ys) - min(ys)) * j / n
            if not point_in_ring(x, y, outer) or any(point_in_ring(x, y, r) for r in rings[1:]):
                continue
            d = min((((px - x) * k) ** 2 + (py - y) ** 2) for r in rings for px, py in r)
            if d > best:
                best, where = d, (x, y)
    return where


def polygons_of(geometry):
    c = geometry['coordinates']
    return c if geometry['type'] == 'MultiPolygon' else [c]


def derive_borders(folder):
    """Every border once: state before district before quarter.

    The three sources are simplified independently, so a lesser border that
    follows a greater one within a few metres is left out.
    """
    cell_m = 9.0
    taken = set()

    def cell(p):
        return (math.floor(p[0] * 66200 / cell_m), math.floor(p[1] * METRES_PER_DEGREE / cell_m))

    def is_taken(p):
        x, y = cell(p)
        return any((x + i, y + j) in taken for i in (-1, 0, 1) for j in (-1, 0, 1))

    def dense(ring):
        for a, b in zip(ring, ring[1:]):
            n = 1 + int(math.hypot((a[0] - b[0]) * 66200,
                                   (a[1] - b[1]) * METRES_PER_DEGREE) / cell_m)
            for i in range(n):
                yield (a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n)
        yield ring[-1]

    out = Reference('borders', 'Borders of Hamburg, its districts and quarters', LGV)
    for kind, name in (('state', 'landesgrenze'), ('district', 'bezirke'),
                       ('quarter', 'stadtteile')):
        for f in features(folder, name + '.geojson'):
            for polygon in polygons_of(f['geometry']):
                for ring in polygon:
                    points = list(dense([tuple(c) for c in ring]))
                    free = [not is_taken(p) for p in points]
                    runs, start = [], None
                    for i, is_free in enumerate(free + [False]):
                        if is_free and start is None:
                            start = i
                        elif not is_free and start is not None:
                            # One point further at both ends, so that borders meet.
                            runs.append(points[max(0, start - 2):i + 2])
                            start = None
                    for run in runs:
                        taken.update(cell(p) for p in run)
                        if len(run) * cell_m > 60:
                            out.add(kind, '', '', simplify(run, lambda x, y: 4.0))
    out.write()

    out = Reference('quarters', 'Names of the districts and quarters of Hamburg', LGV)
    for f in features(folder, 'bezirke.geojson'):
        x, y = inner_point(polygons_of(f['geometry'])[0])
        out.add('district', 1, f['properties']['name'], [(x, y)])
    sized = []
    for f in features(folder, 'stadtteile.geojson'):
        polygon = max(polygons_of(f['geometry']), key=lambda p: abs(ring_area_m2(p[0][:-1])))
        sized.append((abs(ring_area_m2(polygon[0][:-1])), f['properties']['name'],
                      inner_point(polygon)))
    for area, name, where in sized:
        out.add('quarter', 3 if area > 12e6 else 4 if area > 3.5e6 else 5, name, [where])
    out.write()


PLACE_RANK = {'city': 1, 'town': 3, 'village': 6, 'island': 6, 'hamlet': 8, 'suburb': 7,
              'neighbourhood': 8, 'quarter': 8, 'locality': 9}


def names_by_hand(kind):
    with open(os.path.join(OUT, 'around.txt'), encoding='utf-8') as f:
        return {line.split('|')[2] for line in f if line.startswith(kind + '|')}


def derive_places(folder, motorway):
    quarters = {f['properties']['name'] for f in features(folder, 'stadtteile.geojson')}
    hamburg = [tuple(c) for c in
               features(folder, 'landesgrenze.geojson')[0]['geometry']['coordinates'][0]][::2]
    by_hand = names_by_hand('place')
    out = Reference('places', 'Names of places', OSM)
    for f in features(folder, 'orte.geojson'):
        p = f['properties']
        x, y = f['geometry']['coordinates']
        at_home = point_in_ring(x, y, hamburg)
        rank = PLACE_RANK.get(p['class'])
        if rank is None or (at_home and p['name'] in quarters):
            continue
        if not at_home and p['class'] in ('locality', 'neighbourhood', 'quarter', 'suburb'):
            continue
        if p['name'] in by_hand:
            continue
        if p['name'] == 'Hamburg':
            rank = 0
        out.add('place', rank, p['name'], [(x, y)])
    out.write()

    out = Reference('waternames', 'Names of canals, basins and marsh rivers', OSM)
    done = names_by_hand('water')
    for f in features(folder, 'fluesse_kanaele.geojson'):
        p = f['properties']
        name = p['name'].split(' / ')[0]
        if not name or name.startswith('(') or p['class'] == 'stream' or \
                any(c.isdigit() for c in name):
            continue
        line = max(lines_of(f['geometry']), key=len)
        length = sum(math.hypot((a[0] - b[0]) * 66000, (a[1] - b[1]) * 111320)
                     for l in lines_of(f['geometry']) for a, b in zip(l, l[1:]))
        if name in done or length < 250:
            continue
        done.add(name)
        rank = 5 if length > 8000 else 6 if length > 2500 else 7
        out.add('water', rank, name, [tuple(line[len(line) // 2])])
    out.write()

    with open(os.path.join(OUT, 'roads-far.txt'), encoding='utf-8') as f:
        for line in f:
            if not line.startswith('motorway|'):
                continue
            x = y = 0
            numbers = [int(v) for v in line.split('|')[3].split()]
            for i in range(0, len(numbers), 2):
                x, y = x + numbers[i], y + numbers[i + 1]
                motorway.append((x / 1e5, y / 1e5))
    out = Reference('shields', 'Numbers of the motorways', OSM)
    for line in open(os.path.join(HERE, 'shields.txt'), encoding='utf-8'):
        if line.startswith('#') or not line.strip():
            continue
        ref, lon, lat = line.split()
        lon, lat = float(lon), float(lat)
        near = min(motorway, key=lambda p: ((p[0] - lon) * .6) ** 2 + (p[1] - lat) ** 2)
        d = math.hypot((near[0] - lon) * 66000, (near[1] - lat) * 111320)
        if d > 2500:
            sys.exit(f'shield {ref} is {d:.0f} m from any motorway')
        out.add('shield', 4, ref, [near])
    out.write()


# --- what only the rendered tiles hold ----------------------------------------

def outside(line, box):
    """The parts of a line that lie outside of a box."""
    part = []
    for p in line:
        if not inside(box, *p):
            part.append(p)
        elif len(part) > 1:
            part.append(p)
            yield part
            part = []
        else:
            part = []
    if len(part) > 1:
        yield part


def write_land_use(name, title, picture, size, except_box, tolerance_m):
    out = Reference(name, title, OSM)
    for kind, rings in trace_tiles.land_use(picture, size, except_box):
        kept = [r for r in (simplify_ring(r, lambda x, y: tolerance_m) for r in rings)
                if len(r) > 3]
        if kept:
            out.add(kind, '', '', *kept)
    out.write()


def derive_tiles(folder, parts):
    """Land use, railways and what lies far: the vector sources lack them, so they are traced."""
    path = os.path.join(folder, 'hamburg-base-light.mbtiles')
    near_box = (9.585, 53.37, 10.455, 53.79)
    near = trace_tiles.Picture(path, 13, near_box)
    far = trace_tiles.Picture(path, 10, (8.1, 53.34, 11.2, 54.6))
    if 'tiles' in parts:
        write_land_use('landuse', 'Woods, parks, built-up and industrial land', near, 3, None, 18.0)
        x0, y0, x1, y1 = near.tiles
        west, north = near.degrees(0, 0)
        east, south = near.degrees((x1 - x0 + 1) * 256, (y1 - y0 + 1) * 256)
        write_land_use('land-far', 'Woods and built-up land around', far, 1,
                       (west, south, east, north), 80.0)
    if 'rail' in parts:
        out = Reference('rail', 'Railways, S-Bahn and U-Bahn above ground', OSM)
        for _, line in trace_tiles.lines(near, os.path.join(HERE, 'railways.txt'),
                                         trace_tiles.rail):
            out.add('rail', '', '', simplify(line, lambda x, y: 9.0))
        out.write()
    if 'far' not in parts:
        return
    out = Reference('roads-far', 'Motorways and the Kiel Canal beyond the detailed roads', OSM)
    for name, line in trace_tiles.lines(far, os.path.join(HERE, 'roads-around.txt'),
                                        trace_tiles.motorway):
        for part in outside(line, (9.66, 53.36, 10.41, 53.722)):
            out.add('motorway', '', '', simplify(part, lambda x, y: 40.0))
    for name, line in trace_tiles.lines(far, os.path.join(HERE, 'canals-around.txt'),
                                        trace_tiles.canal):
        out.add('river', 2, '', simplify(line, lambda x, y: 40.0))
    out.write()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('source', help='folder with the open geodata')
    parser.add_argument('--gshhg', default='/usr/share/gmt-gshhg')
    parser.add_argument('--only', default='coast,water,borders,tiles,rail,far,roads')
    args = parser.parse_args()
    only = set(args.only.split(','))
    os.makedirs(OUT, exist_ok=True)
    if 'coast' in only:
        derive_coast(args.gshhg)
    if 'water' in only:
        derive_water(args.source)
        derive_waterways(args.source)
    if 'borders' in only:
        derive_borders(args.source)
    derive_tiles(args.source, only)
    if 'roads' in only:
        derive_places(args.source, derive_roads(args.source))


if __name__ == '__main__':
    main()
