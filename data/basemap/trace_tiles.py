# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trace land use and railways from rendered raster tiles.

The colours of a tile are known, so every pixel votes for a kind of land; text, roads and
outlines abstain.  Cells of a few pixels take the majority, empty cells that of their
neighbours, and the borders of equal cells become rings.

Railways are lines between stations that are named by hand: the path of least cost over the
picture, where the grey of the rails is cheap, finds the track between them.
"""

import collections
import heapq
import math
import sqlite3
import struct
import zlib

# How far from its true place a station may be given, and a track leave the straight line.
RADIUS = 16
CORRIDOR = 55

COLOURS = {
    'wood': [0xcde0c4, 0xcfe0c4],
    'park': [0xdce8cf, 0xe0e8d6, 0xdbe7d5, 0xe0ebd4],
    'industry': [0xe6e1e4, 0xdcd8e0],
    'built': [0xe8e5e1, 0xe7e2dc, 0xd9d4cc, 0xd5d0c9, 0xdcd6cf],
    'open': [0xf3f1ed, 0xf4f2e6],
    'water': [0xa9cce3],
}
KINDS = list(COLOURS)
LEAST_CELLS = {'wood': 14, 'park': 14, 'industry': 24, 'built': 30}


def decode_png(data):
    """(width, height, rows of palette indices, palette) of an 8 bit palette PNG."""
    at, idat, palette = 8, b'', []
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b'IHDR':
            width, height, depth, colour = struct.unpack('>IIBB', body[:10])
        elif kind == b'PLTE':
            palette = [tuple(body[i:i + 3]) for i in range(0, size, 3)]
        elif kind == b'IDAT':
            idat += body
        at += size + 12
    if colour != 3:
        raise ValueError('not a palette image')
    raw = zlib.decompress(idat)
    stride = (width * depth + 7) // 8
    rows, previous = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        method, row = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        if method == 1:
            for i in range(1, stride):
                row[i] = row[i] + row[i - 1] & 255
        elif method == 2:
            for i in range(stride):
                row[i] = row[i] + previous[i] & 255
        elif method == 3:
            for i in range(stride):
                left = row[i - 1] if i else 0
                row[i] = row[i] + (left + previous[i] >> 1) & 255
        elif method == 4:
            for i in range(stride):
                a = row[i - 1] if i else 0
                b, c = previous[i], previous[i - 1] if i else 0
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                row[i] = row[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c) & 255
        previous = row
        if depth < 8:
            per = 8 // depth
            mask = (1 << depth) - 1
            wide = bytearray()
            for byte in row:
                for k in range(per):
                    wide.append(byte >> (8 - depth * (k + 1)) & mask)
            rows.append(bytes(wide[:width]))
        else:
            rows.append(bytes(row))
    return width, height, rows, palette


class Picture:
    """All tiles of one zoom in a box, as one picture."""

    def __init__(self, path, zoom, box):
        self.path, self.zoom, self.box = path, zoom, box
        self.n_pixels = (1 << zoom) * 256
        self.x0 = self.y0 = 0
        x0, y1 = self.pixels(box[0], box[1])
        x1, y0 = self.pixels(box[2], box[3])
        self.tiles = [int(v) // 256 for v in (x0, y0, x1, y1)]
        self.x0, self.y0 = self.tiles[0] * 256, self.tiles[1] * 256

    def degrees(self, px, py):
        x, y = (px + self.x0) / self.n_pixels, (py + self.y0) / self.n_pixels
        return (x * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))))

    def pixels(self, lon, lat):
        y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
        return ((lon + 180) / 360 * self.n_pixels - self.x0, y * self.n_pixels - self.y0)

    def read(self, translate):
        """Rows of bytes; translate(palette) gives the value of each index of a tile."""
        db = sqlite3.connect(f'file:{self.path}?mode=ro&immutable=1', uri=True)
        x0, y0, x1, y1 = self.tiles
        nothing = translate([(255, 255, 255)])[:1]
        rows = []
        for y in range(y0, y1 + 1):
            parts = []
            for x in range(x0, x1 + 1):
                row = db.execute('select tile_data from tiles where zoom_level = ? and '
                                 'tile_column = ? and tile_row = ?',
                                 (self.zoom, x, (1 << self.zoom) - 1 - y)).fetchone()
                if row is None:
                    parts.append([nothing * 256] * 256)
                    continue
                _, _, pixels, palette = decode_png(row[0])
                table = translate(palette)
                parts.append([p.translate(table) for p in pixels])
            for j in range(256):
                rows.append(b''.join(p[j] for p in parts))
        return rows


def vote(palette):
    """1 + kind of every palette entry, 0 for those that abstain."""
    table = bytearray(256)
    for i, (r, g, b) in enumerate(palette):
        best, kind = 7, 0
        for k, name in enumerate(KINDS):
            for colour in COLOURS[name]:
                d = max(abs(r - (colour >> 16)), abs(g - (colour >> 8 & 255)),
                        abs(b - (colour & 255)))
                if d < best:
                    best, kind = d, k + 1
        table[i] = kind
    return bytes(table)


def cells_of(rows, size):
    width = len(rows[0]) // size
    grid = []
    for y in range(0, len(rows) - size + 1, size):
        counts = []
        for kind in range(1, len(KINDS) + 1):
            table = bytes(1 if i == kind else 0 for i in range(256))
            total = sum(int.from_bytes(rows[y + j].translate(table), 'little')
                        for j in range(size))
            total = sum(total >> 8 * i for i in range(size))
            counts.append(total.to_bytes(len(rows[0]) + size, 'little')[:width * size:size])
        line = bytearray(width)
        for x, votes in enumerate(zip(*counts)):
            most = max(votes)
            if most:
                line[x] = votes.index(most) + 1
        grid.append(line)
    return grid


def fill_empty(grid, n_rounds=12):
    height, width = len(grid), len(grid[0])
    empty = [(x, y) for y in range(height) for x in range(width) if not grid[y][x]]
    for _ in range(n_rounds):
        changes, left = [], []
        for x, y in empty:
            near = collections.Counter()
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if 0 <= x + dx < width and 0 <= y + dy < height and grid[y + dy][x + dx]:
                        near[grid[y + dy][x + dx]] += 1
            if near:
                changes.append((x, y, near.most_common(1)[0][0]))
            else:
                left.append((x, y))
        for x, y, kind in changes:
            grid[y][x] = kind
        empty = left
        if not changes:
            break


def smooth(grid):
    """Majority of the nine, twice: takes the comb off the edges."""
    for _ in range(2):
        old = [bytes(r) for r in grid]
        for y in range(1, len(grid) - 1):
            a, b, c = old[y - 1], old[y], old[y + 1]
            for x in range(1, len(b) - 1):
                here = b[x]
                if here == a[x] == c[x] == b[x - 1] == b[x + 1]:
                    continue
                nine = a[x - 1:x + 2] + b[x - 1:x + 2] + c[x - 1:x + 2]
                best = max(set(nine), key=nine.count)
                if nine.count(best) >= 5:
                    grid[y][x] = best


def close_gaps(grid, least):
    """Small open places between houses or sheds are part of the town, not of the country."""
    open_kind = KINDS.index('open') + 1
    town = {KINDS.index('built') + 1, KINDS.index('industry') + 1}
    height, width = len(grid), len(grid[0])
    seen = set()
    for y in range(height):
        for x in range(width):
            if grid[y][x] != open_kind or (x, y) in seen:
                continue
            cells, stack = [], [(x, y)]
            near = collections.Counter()
            seen.add((x, y))
            while stack:
                cx, cy = stack.pop()
                cells.append((cx, cy))
                for nx, ny in ((cx + 1, cy), (cx - 1, cy), (cx, cy + 1), (cx, cy - 1)):
                    if not (0 <= nx < width and 0 <= ny < height):
                        continue
                    if grid[ny][nx] != open_kind:
                        near[grid[ny][nx]] += 1
                    elif (nx, ny) not in seen:
                        seen.add((nx, ny))
                        stack.append((nx, ny))
            if len(cells) < least and near and near.most_common(1)[0][0] in town:
                for cx, cy in cells:
                    grid[cy][cx] = near.most_common(1)[0][0]


def rings_of(cells):
    """Borders of a set of cells, as closed rings of corners."""
    follow = collections.defaultdict(list)
    for x, y in cells:
        if (x, y - 1) not in cells:
            follow[(x, y)].append((x + 1, y))
        if (x + 1, y) not in cells:
            follow[(x + 1, y)].append((x + 1, y + 1))
        if (x, y + 1) not in cells:
            follow[(x + 1, y + 1)].append((x, y + 1))
        if (x - 1, y) not in cells:
            follow[(x, y + 1)].append((x, y))
    rings = []
    while follow:
        start = next(iter(follow))
        ring, at = [], start
        while True:
            ring.append(at)
            nxt = follow[at].pop()
            if not follow[at]:
                del follow[at]
            at = nxt
            if at == start:
                break
        rings.append(ring)
    rings.sort(key=len, reverse=True)
    return rings


def land_use(picture, size, except_box=None):
    """(kind, rings) of land in one colour; size is that of a cell in pixels."""
    grid = cells_of(picture.read(vote), size)
    fill_empty(grid)
    smooth(grid)
    close_gaps(grid, 300 if size > 1 else 30)
    # The land runs on a little below the water, which is painted over it: no pale rim.  Far away
    # it is not, there the sea is only what is not land.
    water = KINDS.index('water') + 1
    dry = bytes(0 if i == water else i for i in range(256))
    for y, row in enumerate(grid):
        grid[y] = bytearray(row.translate(dry))
    if size > 1:
        fill_empty(grid, 3)
    height, width = len(grid), len(grid[0])
    if except_box is not None:
        x0, y1 = picture.pixels(except_box[0], except_box[1])
        x1, y0 = picture.pixels(except_box[2], except_box[3])
        for y in range(int(y0) // size, int(y1) // size):
            for x in range(int(x0) // size, int(x1) // size):
                grid[y][x] = 0
    seen = [bytearray(width) for _ in range(height)]
    for y in range(height):
        for x in range(width):
            kind = grid[y][x]
            if seen[y][x] or not kind:
                continue
            name = KINDS[kind - 1]
            cells, stack = set(), [(x, y)]
            seen[y][x] = 1
            while stack:
                cx, cy = stack.pop()
                cells.add((cx, cy))
                for nx, ny in ((cx + 1, cy), (cx - 1, cy), (cx, cy + 1), (cx, cy - 1)):
                    if 0 <= nx < width and 0 <= ny < height and not seen[ny][nx] and \
                            grid[ny][nx] == kind:
                        seen[ny][nx] = 1
                        stack.append((nx, ny))
            if name not in LEAST_CELLS or len(cells) < LEAST_CELLS[name]:
                continue
            rings = []
            for i, ring in enumerate(rings_of(cells)):
                if i and len(ring) < 14:
                    continue
                # Midpoints of the steps instead of their corners: staircases become slopes.
                middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
                          for a, b in zip(ring, ring[1:] + ring[:1])]
                rings.append([picture.degrees(px * size, py * size) for px, py in middle])
            yield name, rings


def costs(cost):
    """A translation of palettes into the cost of a step on each colour, 1 to 40."""
    def translate(palette):
        table = bytearray([40] * 256)
        for i, colour in enumerate(palette):
            table[i] = int(max(1.0, min(40.0, cost(*colour))))
        return bytes(table)
    return translate


def rail(r, g, b):
    light = (r + g + b) / 3
    colourful = max(r, g, b) - min(r, g, b)
    return 1 + max(0.0, (light - 120) / 11) + max(0.0, (colourful - 22) / 5)


def motorway(r, g, b):
    return 1 + max(0.0, (108 - (r - b)) / 3)


def canal(r, g, b):
    return 1 + max(0.0, (56 - (b - r)) / 2)


def disc(centre, radius):
    x, y = round(centre[0]), round(centre[1])
    return {(x + i, y + j) for i in range(-radius, radius + 1) for j in range(-radius, radius + 1)
            if i * i + j * j <= radius * radius}


def stage(rows, sources, centre, target, corridor):
    """Cheapest ways from the sources to every pixel of the disc around the next station."""
    height, width = len(rows), len(rows[0])
    goals = disc(target, RADIUS)
    ax, ay = centre
    ux, uy = target[0] - ax, target[1] - ay
    length = math.hypot(ux, uy) or 1.0
    best, came, found = dict(sources), {}, {}
    queue = [(cost, at) for at, cost in sources.items()]
    heapq.heapify(queue)
    while queue and len(found) < len(goals):
        cost, at = heapq.heappop(queue)
        if cost > best[at]:
            continue
        if at in goals:
            found[at] = cost
        x, y = at
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                nx, ny = x + dx, y + dy
                if not (dx or dy) or not (0 <= nx < width and 0 <= ny < height):
                    continue
                off = abs((nx - ax) * uy - (ny - ay) * ux) / length
                along = ((nx - ax) * ux + (ny - ay) * uy) / length
                if off > corridor or along < -corridor or along > length + corridor:
                    continue
                new = cost + rows[ny][nx] * (1.414 if dx and dy else 1.0)
                if new < best.get((nx, ny), 1e18):
                    best[(nx, ny)] = new
                    came[(nx, ny)] = at
                    heapq.heappush(queue, (new, (nx, ny)))
    return found, came


def trace(rows, stations):
    """The cheapest line that comes near every station; where exactly, it may choose."""
    at_cost = {p: 0.0 for p in disc(stations[0], RADIUS)}
    stages = []
    for centre, target in zip(stations, stations[1:]):
        at_cost, came = stage(rows, at_cost, centre, target, CORRIDOR)
        stages.append(came)
        if not at_cost:
            raise ValueError(f'{target} lies outside of the picture')
    at = min(at_cost, key=at_cost.get)
    path = [at]
    for came in reversed(stages):
        while path[-1] in came:
            path.append(came[path[-1]])
    return path[::-1], at_cost[at]


def lines(picture, stations, cost):
    """(name, line) for every line of a file of stations; see railways.txt."""
    rows = picture.read(costs(cost))
    with open(stations, encoding='utf-8') as f:
        for line in f:
            if line.startswith('#') or not line.strip():
                continue
            name, _, text = line.partition(':')
            numbers = [float(v) for v in text.split()]
            points = [picture.pixels(numbers[i], numbers[i + 1])
                      for i in range(0, len(numbers), 2)]
            whole, total = trace(rows, points)
            print(f'  {name}: {len(whole)} pixels, mean cost {total / len(whole):.1f}')
            # The path wanders between the two rails; a running mean straightens it.
            smooth_line = []
            for i in range(len(whole)):
                w = min(4, i, len(whole) - 1 - i)
                near = whole[i - w:i + w + 1]
                smooth_line.append(picture.degrees(sum(p[0] for p in near) / len(near) + .5,
                                                   sum(p[1] for p in near) / len(near) + .5))
            yield name, smooth_line
