#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compile the reference files into one binary base map.

    build.py OUTPUT REFERENCE.txt...

Standard library only.  The result depends on the files alone: same input, same bytes.

Format, little endian.  A position is a pair of integers in Web Mercator, x to
the east and y to the south, the world being 2^26 wide; each level drops `shift`
low bits of it.

    header, 40 bytes
      0  "LAGEBMAP"
      8  u32 version, 1
     12  u32 size of the file
     16  u32 CRC-32 (as in zlib) of everything from byte 20 on
     20  u32 number of levels, 1 to 8, coarsest first
     24  u32 number of labels
     28  u32 offset of the labels
     32  u32 offset of the strings
     36  u32 size of the strings
    levels, 32 bytes each, right after the header
      0  u32 shift, 0 to 16
      4  u32 used below this map zoom, in tenths; 0xffffffff: no limit
      8  u32 number of features
     12  u32 offset of the runs: (N_KINDS + 1) u32, first feature of each kind
     16  u32 offset of the features
     20  u32 offset of the blocks
     24  u32 offset of the geometry
     28  u32 size of the geometry
    feature, 24 bytes, sorted by kind, then along a Morton curve
      0  4 i32 west, north, east, south of its box, in the units of the level
     16  u32 start of its geometry, counted from the geometry of the level
     20  u8 kind, u8 flags (1 bridge, 2 tunnel), u8 rank, u8 zero
    block, 16 bytes, one for every 32 features: 4 i32, the box around them
    geometry of a feature: number of rings or lines, then for each the number of
      points and the points; all are varints (7 bits a byte, low first), points
      are zigzag differences, the first of each ring from the box's north-west
    label, 16 bytes, sorted by rank
      0  2 i32 x, y with shift 0
      8  u32 start of its text in the strings
     12  u8 class, u8 rank, u8 length in bytes, u8 smallest map zoom
    strings: UTF-8, each ended by a zero byte

Offsets are multiples of 4 except into geometry and strings.
"""

import math
import os
import struct
import sys
import zlib

KINDS = ['land', 'lake', 'wood', 'park', 'built', 'industry', 'water', 'river', 'canal', 'stream',
         'far-river', 'border', 'state', 'district', 'quarter', 'dike', 'main', 'rail', 'minor',
         'tertiary', 'secondary', 'primary', 'trunk', 'motorway']
KIND = {name: i for i, name in enumerate(KINDS)}
AREAS = {'land', 'lake', 'wood', 'park', 'built', 'industry', 'water'}
LABELS = ['district', 'quarter', 'place', 'water', 'shield']
GROUND = {'wood', 'park', 'built', 'industry'}
FLAGS = {'': 0, 'bridge': 1, 'tunnel': 2}
WORLD_BITS = 26
WORLD = 1 << WORLD_BITS

# Map zoom (as of 256 pixel tiles) from which a label of a class and rank may show.
LABEL_ZOOM = {
    'district': {1: 10},
    'quarter': {3: 11, 4: 12, 5: 13},
    'place': {0: 4, 1: 6, 2: 7, 3: 9, 4: 10, 5: 10, 6: 11, 7: 13, 8: 13, 9: 14},
    'water': {0: 4, 1: 6, 2: 8, 3: 10, 4: 11, 5: 12, 6: 13, 7: 14},
    'shield': {3: 7, 4: 10},
}


class Level:
    def __init__(self, shift, cell_bits, below, tolerance_m, least_area_m2, kinds):
        self.shift = shift
        self.cell_bits = cell_bits
        self.below = below
        self.tolerance_m = tolerance_m
        self.least_area_m2 = least_area_m2
        self.kinds = kinds
        self.features = []


FAR = {'land', 'lake', 'far-river', 'border', 'water', 'motorway'}
MIDDLE = FAR | {'river', 'trunk', 'primary', 'secondary', 'rail', 'state', 'district', 'wood', 'built',
                'industry', 'park'}
NEAR = set(KINDS) - {'minor', 'stream'}
LEVELS = [Level(8, 10, 75, 380.0, 3e6, FAR),
          Level(3, 12, 115, 26.0, 50e3, MIDDLE),
          Level(2, 11, 130, 11.0, 6e3, NEAR),
          Level(0, 11, 0xffffffff, 0.0, 0.0, set(KINDS))]


def mercator(ix, iy):
    lon, lat = ix / 1e5, iy / 1e5
    x = (lon + 180) / 360
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return (x * WORLD, y * WORLD)


def metres_per_unit(y):
    n = math.pi * (1 - 2 * y / WORLD)
    return 40075016.7 / WORLD / math.cosh(n)


def read(path):
    with open(path, encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if not line or line.startswith('#'):
                continue
            try:
                kind, flags, name, text = line.split('|')
                rings = []
                for part in text.split('/'):
                    numbers = [int(v) for v in part.split()]
                    if not numbers or len(numbers) % 2:
                        raise ValueError('odd number of coordinates')
                    x = y = 0
                    ring = []
                    for i in range(0, len(numbers), 2):
                        x += numbers[i]
                        y += numbers[i + 1]
                        if abs(x) > 180e5 or abs(y) > 85e5:
                            raise ValueError(f'point {i // 2} is not on the map')
                        ring.append(mercator(x, y))
                    rings.append(ring)
                yield kind, flags, name, rings
            except ValueError as error:
                sys.exit(f'{path}:{number}: {error}')


def simplify(points, tolerance):
    """Douglas-Peucker, in units of the world."""
    n = len(points)
    if n < 3 or tolerance <= 0:
        return points
    keep = bytearray(n)
    keep[0] = keep[-1] = 1
    stack = [(0, n - 1)]
    limit = tolerance * tolerance
    while stack:
        a, b = stack.pop()
        ax, ay = points[a]
        ux, uy = points[b][0] - ax, points[b][1] - ay
        length2 = ux * ux + uy * uy
        worst, at = limit, -1
        for i in range(a + 1, b):
            px, py = points[i][0] - ax, points[i][1] - ay
            if length2 > 0:
                t = (px * ux + py * uy) / length2
                t = 0.0 if t < 0 else 1.0 if t > 1 else t
                px -= t * ux
                py -= t * uy
            d = px * px + py * py
            if d > worst:
                worst, at = d, i
        if at >= 0:
            keep[at] = 1
            stack.append((a, at))
            stack.append((at, b))
    return [p for p, k in zip(points, keep) if k]


def simplify_ring(ring, tolerance):
    if tolerance <= 0 or len(ring) < 5:
        return ring
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 +
              (ring[i][1] - ring[0][1]) ** 2)
    a = simplify(ring[:far + 1], tolerance)
    b = simplify(ring[far:] + ring[:1], tolerance)
    return a[:-1] + b[:-1]


def area(ring):
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        total += x1 * y2 - x2 * y1
    return total / 2


def varint(out, value):
    while value > 0x7f:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    out.append(value)


def zigzag(out, value):
    varint(out, value * 2 if value >= 0 else -value * 2 - 1)


def morton(x, y):
    key = 0
    for bit in range(16):
        key |= (x >> (WORLD_BITS - 16 + bit) & 1) << 2 * bit
        key |= (y >> (WORLD_BITS - 16 + bit) & 1) << 2 * bit + 1
    return key


def quantised(points, shift, is_area):
    out = []
    for x, y in points:
        p = (round(x) >> shift, round(y) >> shift)
        if not out or p != out[-1]:
            out.append(p)
    if is_area and len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def add_feature(level, kind, flags, rank, rings):
    is_area = kind in AREAS
    m = metres_per_unit(rings[0][0][1])
    tolerance = level.tolerance_m / m
    kept = []
    for i, ring in enumerate(rings):
        if is_area:
            size = abs(area(ring)) * m * m
            least = level.least_area_m2 * (1 if i == 0 else 0.6)
            if kind in GROUND:
                least *= 4
            if size < least:
                if i == 0:
                    return
                continue
            ring = simplify_ring(ring, tolerance)
        else:
            ring = simplify(ring, tolerance)
        points = quantised(ring, level.shift, is_area)
        if len(points) < (3 if is_area else 2):
            if i == 0:
                return
            continue
        if kind == 'land' and area(points) < 0:
            points.reverse()
        kept.append(points)
    level.features.append((kind, FLAGS[flags], rank, kept))


def box_of(rings):
    xs = [p[0] for r in rings for p in r]
    ys = [p[1] for r in rings for p in r]
    return (min(xs), min(ys), max(xs), max(ys))


def grouped(level):
    """Short lines of one look in one cell of a grid become one feature: a smaller index."""
    cells = {}
    for kind, flags, rank, rings in level.features:
        box = box_of(rings)
        size = 1 << level.cell_bits
        if kind in AREAS or max(box[2] - box[0], box[3] - box[1]) > size:
            yield kind, flags, rank, rings
        else:
            middle = ((box[0] + box[2]) // 2 // size, (box[1] + box[3]) // 2 // size)
            cells.setdefault((kind, flags, rank, middle), []).extend(rings)
    for (kind, flags, rank, middle), rings in cells.items():
        yield kind, flags, rank, rings


def encoded(level):
    for kind, flags, rank, rings in grouped(level):
        box = box_of(rings)
        data = bytearray()
        varint(data, len(rings))
        for ring in rings:
            varint(data, len(ring))
            px, py = box[0], box[1]
            for x, y in ring:
                zigzag(data, x - px)
                zigzag(data, y - py)
                px, py = x, y
        key = morton((box[0] + box[2] << level.shift) // 2, (box[1] + box[3] << level.shift) // 2)
        yield KIND[kind], key, box, flags, rank, bytes(data)


def least_zoom_of(label_class, rank):
    zooms = LABEL_ZOOM[label_class]
    if rank not in zooms:
        sys.exit(f'label class {label_class} has no rank {rank}')
    return zooms[rank]


def main():
    output, paths = sys.argv[1], sorted(sys.argv[2:], key=os.path.basename)
    labels = []
    for path in paths:
        for kind, flags, name, rings in read(path):
            if kind in LABELS and flags.isdigit():
                if kind == 'place' and not name:
                    sys.exit(f'{path}: a place without a name')
                x, y = rings[0][0]
                labels.append((int(flags), LABELS.index(kind), name, round(x), round(y),
                               least_zoom_of(kind, int(flags))))
                continue
            rank = 0
            if flags.isdigit():
                rank, flags = int(flags), ''
                kind = {'river': 'far-river'}.get(kind, kind)
            if kind not in KIND or flags not in FLAGS:
                sys.exit(f'{path}: unknown class {kind!r} or flag {flags!r}')
            for level in LEVELS:
                if kind in level.kinds:
                    add_feature(level, kind, flags, rank, rings)

    labels.sort()
    strings, starts = bytearray(), {}
    for label in labels:
        name = label[2]
        if name not in starts:
            starts[name] = len(strings)
            strings += name.encode() + b'\0'

    body = bytearray(40 + 32 * len(LEVELS))

    def append(data):
        while len(body) % 4:
            body.append(0)
        offset = len(body)
        body.extend(data)
        return offset

    for i, level in enumerate(LEVELS):
        features = sorted(encoded(level))
        runs = [0] * (len(KINDS) + 1)
        for f in features:
            runs[f[0] + 1] += 1
        for k in range(len(KINDS)):
            runs[k + 1] += runs[k]
        table, blocks, geometry = bytearray(), bytearray(), bytearray()
        for start in range(0, len(features), 32):
            boxes = [f[2] for f in features[start:start + 32]]
            blocks += struct.pack('<4i', min(b[0] for b in boxes), min(b[1] for b in boxes),
                                  max(b[2] for b in boxes), max(b[3] for b in boxes))
        for kind, key, box, flags, rank, data in features:
            table += struct.pack('<4iI4B', *box, len(geometry), kind, flags, rank, 0)
            geometry += data
        offsets = [append(struct.pack(f'<{len(runs)}I', *runs)), append(table), append(blocks),
                   append(geometry)]
        struct.pack_into('<8I', body, 40 + 32 * i, level.shift, level.below, len(features),
                         *offsets, len(geometry))
        print(f'level {i}: {len(features)} features, {len(geometry)} bytes of geometry')

    records = bytearray()
    for rank, label_class, name, x, y, zoom in labels:
        records += struct.pack('<2iI4B', x, y, starts[name], label_class, rank,
                               len(name.encode()), zoom)
    labels_at, strings_at = append(records), append(strings)
    struct.pack_into('<8s8I', body, 0, b'LAGEBMAP', 1, len(body), 0, len(LEVELS), len(labels),
                     labels_at, strings_at, len(strings))
    struct.pack_into('<I', body, 16, zlib.crc32(bytes(body[20:])))
    with open(output, 'wb') as f:
        f.write(body)
    print(f'{output}: {len(body)} bytes, {len(labels)} labels')


if __name__ == '__main__':
    main()
