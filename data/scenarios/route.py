#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the routes of a scenario: the ways that its units take along streets and on the water.

    route.py STREETS.sqlite WATER.geojson SCENARIO

STREETS holds the tables node (id, lon, lat, routable), edge (a, b, class, oneway, len_m, geom) and
class (id, default_kmh); geom is pairs of little-endian int32 longitude and latitude in 1e-6 degrees
between the end nodes. WATER holds polygons. Everything below the marker line of the scenario is
replaced. Run it again after a place or an order was changed; the program needs neither file.
"""

import heapq
import json
import math
import sqlite3
import struct
import sys

MARKER = '# Routes, written by route.py: do not edit below this line.'
METRES = 111195.0
COS = math.cos(math.radians(53.52))


def distance_m(a, b):
    return math.hypot((a[0] - b[0]) * METRES, (a[1] - b[1]) * METRES * COS)


def simplify(points, tolerance_m):
    """Douglas and Peucker, without recursion."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        ax, ay = points[first][1] * COS, points[first][0]
        bx, by = points[last][1] * COS - ax, points[last][0] - ay
        worst, at = 0.0, None
        for i in range(first + 1, last):
            px, py = points[i][1] * COS - ax, points[i][0] - ay
            length = bx * bx + by * by
            t = max(0.0, min(1.0, (px * bx + py * by) / length)) if length else 0.0
            off = math.hypot(px - t * bx, py - t * by) * METRES
            if off > worst:
                worst, at = off, i
        if worst > tolerance_m:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


class Streets:
    def __init__(self, path):
        db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
        speed = dict(db.execute('select id, default_kmh from class'))
        self.nodes = {i: (lat, lon) for i, lat, lon in
                      db.execute('select id, lat, lon from node where routable = 1')}
        self.edges = {}
        for a, b, kind, oneway, length, geom in db.execute(
                'select a, b, class, oneway, len_m, geom from edge'):
            if a not in self.nodes or b not in self.nodes or kind > 6:
                continue
            raw = struct.unpack('<%di' % (len(geom) // 4), geom) if geom else ()
            inner = [(raw[i + 1] / 1e6, raw[i] / 1e6) for i in range(0, len(raw) - 1, 2)]
            cost = length / speed[kind]
            self.edges.setdefault(a, []).append((b, cost, inner))
            if not oneway:
                self.edges.setdefault(b, []).append((a, cost, inner[::-1]))

    def nearest(self, point):
        near = [(distance_m(self.nodes[n], point), n) for n in self.edges
                if abs(self.nodes[n][0] - point[0]) < 0.02]
        return min(near)[1]

    def route(self, start, goal):
        source, target = self.nearest(start), self.nearest(goal)
        best, before, queue = {source: 0.0}, {}, [(0.0, source)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == target:
                break
            if cost > best[node]:
                continue
            for other, step, inner in self.edges.get(node, ()):
                if cost + step < best.get(other, math.inf):
                    best[other] = cost + step
                    before[other] = (node, inner)
                    heapq.heappush(queue, (cost + step, other))
        if target not in best:
            raise SystemExit(f'no way from {start} to {goal}')
        points, node = [self.nodes[target]], target
        while node != source:
            node, inner = before[node]
            points += inner[::-1] + [self.nodes[node]]
        return simplify([start] + points[::-1] + [goal], 8.0)


class Water:
    """A grid of 40 m; cells that touch the bank cost more, so boats keep off it."""
    SOUTH, WEST, NORTH, EAST, CELL = 53.38, 9.70, 53.58, 10.22, 40.0

    def __init__(self, path):
        self.dlat, self.dlon = self.CELL / METRES, self.CELL / METRES / COS
        self.rows = int((self.NORTH - self.SOUTH) / self.dlat)
        self.columns = int((self.EAST - self.WEST) / self.dlon)
        self.wet = set()
        with open(path, encoding='utf-8') as stream:
            features = json.load(stream)['features']
        for feature in features:
            geometry = feature['geometry']
            if geometry['type'] == 'Polygon':
                self.fill(geometry['coordinates'])
            elif geometry['type'] == 'MultiPolygon':
                for polygon in geometry['coordinates']:
                    self.fill(polygon)
        around = [(-1, 0), (1, 0), (0, -1), (0, 1)]
        self.inner = {c for c in self.wet
                      if all((c[0] + r, c[1] + k) in self.wet for r, k in around)}

    def fill(self, rings):
        latitudes = [p[1] for p in rings[0]]
        first = max(0, int((min(latitudes) - self.SOUTH) / self.dlat))
        last = min(self.rows, int((max(latitudes) - self.SOUTH) / self.dlat) + 1)
        for row in range(first, last):
            y = self.SOUTH + (row + 0.5) * self.dlat
            cuts = []
            for ring in rings:
                for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:]):
                    if (y1 > y) != (y2 > y):
                        cuts.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            cuts.sort()
            for left, right in zip(cuts[::2], cuts[1::2]):
                a = max(0, int((left - self.WEST) / self.dlon + 0.5))
                b = min(self.columns, int((right - self.WEST) / self.dlon + 0.5))
                self.wet.update((row, column) for column in range(a, b))

    def point(self, cell):
        return (self.SOUTH + (cell[0] + 0.5) * self.dlat, self.WEST + (cell[1] + 0.5) * self.dlon)

    def nearest(self, point):
        return min(self.inner, key=lambda cell: distance_m(self.point(cell), point))

    def route(self, start, goal):
        source, target = self.nearest(start), self.nearest(goal)
        best, before, queue = {source: 0.0}, {}, [(0.0, source)]
        while queue:
            cost, cell = heapq.heappop(queue)
            if cell == target:
                break
            if cost > best[cell]:
                continue
            for r in (-1, 0, 1):
                for k in (-1, 0, 1):
                    other = (cell[0] + r, cell[1] + k)
                    if other == cell or other not in self.wet:
                        continue
                    step = math.hypot(r, k) * (1 if other in self.inner else 6)
                    if cost + step < best.get(other, math.inf):
                        best[other] = cost + step
                        before[other] = cell
                        heapq.heappush(queue, (cost + step, other))
        if target not in best:
            raise SystemExit(f'no water from {start} to {goal}')
        cells = [target]
        while cells[-1] != source:
            cells.append(before[cells[-1]])
        return simplify([start] + [self.point(c) for c in cells[::-1]] + [goal], 25.0)


def read_orders(lines):
    """Yield (route name, mode, from, to) for every order that moves a unit."""
    places, units, section = {}, [], ''
    for line in lines:
        line = line.strip()
        if line.startswith('['):
            section = line[1:-1]
            if section.startswith('unit '):
                units.append({'id': section[5:], 'mode': 'street', 'home': '', 'to': []})
        elif line and not line.startswith('#'):
            key, value = (part.strip() for part in line.split('=', 1))
            if section == 'places':
                places[key] = tuple(float(part) for part in value.split())
            elif section.startswith('unit ') and key in ('mode', 'home'):
                units[-1][key] = value
            elif section.startswith('unit ') and key == 'step' and '->' in value:
                units[-1]['to'].append(value.split('->')[1].split()[0])
    for unit in units:
        here = unit['home']
        for number, there in enumerate(unit['to'], 1):
            there = unit['home'] if there == 'home' else there
            yield f"{unit['id']}.{number}", unit['mode'], places[here], places[there]
            here = there


def main():
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    with open(sys.argv[3], encoding='utf-8') as stream:
        text = stream.read()
    head = text.split(MARKER)[0].rstrip('\n') + '\n\n'
    nets = {'street': Streets(sys.argv[1]), 'boat': Water(sys.argv[2])}
    known, out = {}, [head, MARKER, '\n']
    for name, mode, start, goal in read_orders(head.splitlines()):
        if start == goal:
            continue
        key = (mode, start, goal)
        if key not in known:
            points = nets[mode].route(start, goal)
            known[key] = [f'{lat:.5f} {lon:.5f}' for lat, lon in points]
        out.append(f'\n[route {name}]\n')
        points = known[key]
        for i in range(0, len(points), 5):
            out.append('points = ' + ', '.join(points[i:i + 5]) + '\n')
    with open(sys.argv[3], 'w', encoding='utf-8') as stream:
        stream.write(''.join(out))


main()
