#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Rescue-Mate authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the screen of Xvfb as PNG: xwd-to-png.py SCREEN PNG [WIDTH HEIGHT]

Xvfb -fbdir keeps its screen in a file in the format of xwd (X11/XWDFile.h): a head of big-endian
numbers, colours, then rows of pixels. Only what Xvfb writes with 24 bit is read.
"""

import struct
import sys
import zlib

HEAD = ("header_size file_version pixmap_format pixmap_depth pixmap_width pixmap_height xoffset "
        "byte_order bitmap_unit bitmap_bit_order bitmap_pad bits_per_pixel bytes_per_line "
        "visual_class red_mask green_mask blue_mask bits_per_rgb colormap_entries ncolors").split()


def read_screen(path):
    """Returns width, height and rows of RGB."""
    with open(path, "rb") as file:
        data = file.read()
    size = 4 * len(HEAD)
    if len(data) < size:
        sys.exit(f"{path}: too short for a screen")
    head = dict(zip(HEAD, struct.unpack(f">{len(HEAD)}I", data[:size])))
    if (head["file_version"], head["pixmap_format"], head["bits_per_pixel"]) != (7, 2, 32):
        sys.exit(f"{path}: not a screen with 32 bits per pixel")

    offset = head["header_size"] + 12 * head["ncolors"]
    stride = head["bytes_per_line"]
    width, height = head["pixmap_width"], head["pixmap_height"]
    if len(data) < offset + stride * height:
        sys.exit(f"{path}: breaks off")
    # Little-endian pixels are B G R x, big-endian ones x R G B.
    red, green, blue = (2, 1, 0) if head["byte_order"] == 0 else (1, 2, 3)
    rows = []
    for y in range(height):
        row = data[offset + y * stride:offset + y * stride + 4 * width]
        pixels = bytearray(3 * width)
        pixels[0::3] = row[red::4]
        pixels[1::3] = row[green::4]
        pixels[2::3] = row[blue::4]
        rows.append(bytes(pixels))
    return width, height, rows


def write_chunk(file, kind, data):
    file.write(struct.pack(">I", len(data)) + kind + data)
    file.write(struct.pack(">I", zlib.crc32(kind + data)))


def write_png(path, width, height, rows):
    """Rows without a filter: flat colours, as windows and maps have them, pack best so."""
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        write_chunk(file, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        write_chunk(file, b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9))
        write_chunk(file, b"IEND", b"")


def main():
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    width, height, rows = read_screen(sys.argv[1])
    if len(sys.argv) == 5:
        width, height = min(width, int(sys.argv[3])), min(height, int(sys.argv[4]))
        rows = [row[:3 * width] for row in rows[:height]]
    write_png(sys.argv[2], width, height, rows)


main()
