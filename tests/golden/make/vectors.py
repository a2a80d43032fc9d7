"""Writes vectors.tsv, the input vectors shared by rfm.R and qcut.py.

One vector a line, four tab-separated fields: id, kind, bin counts (comma-separated), values (space-separated decimal
numbers; NA for a missing one). The numbers come from a Park-Miller generator, so that every run writes the same file.

Usage: python3 vectors.py vectors.tsv
"""
import sys

MODULUS = 2147483647
state = 20240229


def rand(limit):
    """The next integer in [0, limit)."""
    global state
    state = state * 16807 % MODULUS
    return state % limit


def fixed(units, digits):
    """An integer number of 10^-digits as a decimal string, with all its digits."""
    sign = "-" if units < 0 else ""
    text = str(abs(units)).rjust(digits + 1, "0")
    return sign + text[:-digits] + "." + text[-digits:]


def ties(n):
    return [str(rand(max(2, n // 4) + 1)) for _ in range(n)]


def money(n):
    return [fixed(rand(50000), 2) for _ in range(n)]


def four(n):
    return [fixed(rand(2000000), 4) for _ in range(n)]


def negative(n):
    return [fixed(rand(100001) - 50000, 2) for _ in range(n)]


def skewed(n):
    return [fixed(int((rand(10000) / 10000) ** 6 * 1000000) + 100, 2) for _ in range(n)]


def below_one(n):
    return [fixed(rand(100), 2) for _ in range(n)]


def two(n):
    return ["9", "5"] + ["5" if rand(10) < 7 else "9" for _ in range(n - 2)]


def equal(n):
    return ["42.10"] * n


def sequence(n):
    return [str(i) for i in range(1, n + 1)]


def hundredths(n):
    return [fixed(i * 10, 2) for i in range(1, n + 1)]


def main(path):
    rows = []

    def add(kind, maker, sizes):
        for n, bins in sizes:
            rows.append((f"{kind}-{n}", kind, bins, maker(n)))

    every = [3, 4, 5, 10]
    add("ties", ties, [(2, every), (3, every), (5, every), (7, every), (10, every), (20, every), (50, [5, 10]),
                       (101, [5, 10]), (250, [5])])
    add("money", money, [(1, every), (2, every), (3, every), (5, every), (7, every), (10, every), (20, every),
                         (50, [3, 5]), (101, [4, 5]), (250, [5])])
    add("four", four, [(5, [3, 5]), (7, [4, 5]), (20, [5, 10]), (101, [3, 5]), (250, [10])])
    add("negative", negative, [(3, [5]), (7, [3, 5]), (20, [4, 5]), (101, [5])])
    add("skewed", skewed, [(10, every), (50, [5]), (101, [5]), (250, [5])])
    add("below-one", below_one, [(10, [5]), (50, [5])])
    add("two", two, [(5, [3, 5]), (20, every), (50, [5])])
    add("equal", equal, [(1, [5]), (5, [3, 5]), (20, [10])])
    # Sizes at which a quantile falls on a value: the last bit of the probability decides on which side.
    add("sequence", sequence, [(4, every), (6, every), (11, every), (16, every), (31, every), (101, [10]), (181, [10])])
    add("tenths", hundredths, [(4, every), (6, every), (11, every), (31, every)])
    # Adding 1 is lost above 2^53.
    rows.append(("huge-4", "huge", [5], ["9007199254740992", "9007199254740994", "9007199254740996",
                                         "9007199254740998"]))
    rows.append(("huge-equal-3", "huge", [3], ["9007199254740992"] * 3))
    rows.append(("missing-8", "missing", [4, 5], ["3", "NA", "1.5", "8", "NA", "2", "2", "7.25"]))
    with open(path, "w", encoding="ascii", newline="\n") as file:
        for name, kind, bins, values in rows:
            file.write("\t".join([name, kind, ",".join(map(str, bins)), " ".join(values)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
