# Scores of the R package rfm 0.3.0, computed again with base R only.
#
# Usage: Rscript rfm.R vectors vectors.tsv rfm-r.json
#        Rscript rfm.R cdnow orders.csv cdnow-rfm.tsv

# A decimal string as the nearest double: an exact integer divided by an exact power of ten is rounded once.
parse_decimal <- function(text) {
    digits <- ifelse(grepl(".", text, fixed = TRUE), nchar(sub("^[^.]*\\.", "", text)), 0)
    as.numeric(sub(".", "", text, fixed = TRUE)) / 10^digits
}

# The inner quantiles, each plus one.
cut_points <- function(x, bins) {
    probs <- seq(0, 1, length.out = bins + 1)
    quantiles <- unname(quantile(x, probs = probs, type = 7))
    quantiles[c(-1, -(bins + 1))] + 1
}

# Lower bound inclusive, upper bound exclusive; a later bin overwrites an earlier one.
score <- function(x, cuts, reversed) {
    bins <- length(cuts) + 1
    lower <- c(min(x), cuts)
    upper <- c(cuts, max(x) + 1)
    given <- if (reversed) rev(seq_len(bins)) else seq_len(bins)
    scores <- rep(NA_integer_, length(x))
    for (i in seq_len(bins)) {
        scores[x >= lower[i] & x < upper[i]] <- given[i]
    }
    scores
}

exact <- function(x) sprintf("%.17g", x)
quoted <- function(x) if (length(x) == 0) "[]" else paste0("[\"", paste(x, collapse = "\",\""), "\"]")
plain <- function(x) paste0("[", paste(ifelse(is.na(x), "null", x), collapse = ","), "]")

write_lines <- function(lines, path) {
    file <- file(path, open = "wb")
    writeLines(lines, file, sep = "\n")
    close(file)
}

write_vectors <- function(input, output) {
    cases <- character(0)
    for (line in readLines(input)) {
        fields <- strsplit(line, "\t", fixed = TRUE)[[1]]
        if (fields[2] == "missing") next # quantile() stops at a missing value
        text <- strsplit(fields[4], " ", fixed = TRUE)[[1]]
        x <- parse_decimal(text)
        for (bins in as.integer(strsplit(fields[3], ",", fixed = TRUE)[[1]])) {
            # Short vectors in both directions, long ones in one: a reversed score is bins + 1 - score.
            for (reversed in if (length(x) <= 20) c(FALSE, TRUE) else bins == 5) {
                cuts <- cut_points(x, bins)
                cases <- c(cases, sprintf(
                    "{\"id\":\"%s/%d/%s\",\"kind\":\"%s\",\"bins\":%d,\"direction\":\"%s\",\"values\":%s,\"cuts\":%s,\"scores\":%s}",
                    fields[1], bins, if (reversed) "reversed" else "normal", fields[2], bins,
                    if (reversed) "reversed" else "normal", quoted(text), quoted(exact(cuts)), plain(score(x, cuts, reversed))))
            }
        }
    }
    write_lines(c("[", paste0(cases, c(rep(",", length(cases) - 1), "")), "]"), output)
}

write_cdnow <- function(input, output) {
    orders <- read.csv(input, colClasses = "character")
    cents <- round(parse_decimal(orders$amount) * 100)
    days <- as.integer(as.Date("1998-07-01") - as.Date(orders$order_date))
    ids <- sort(unique(orders$customer_id), method = "radix")
    by <- factor(orders$customer_id, levels = ids)
    recency <- as.numeric(tapply(days, by, min))
    frequency <- as.numeric(tapply(days, by, length))
    total <- as.numeric(tapply(cents, by, sum))
    monetary <- total / 100
    measures <- list(recency = recency, frequency = frequency, monetary = monetary)
    cuts <- lapply(measures, cut_points, bins = 5)
    scores <- mapply(score, measures, cuts, c(TRUE, FALSE, FALSE))
    heads <- vapply(names(cuts), function(name) paste(c("#", name, exact(cuts[[name]])), collapse = "\t"), "")
    rows <- paste(ids, recency, frequency, total, scores[, 1], scores[, 2], scores[, 3], sep = "\t")
    write_lines(c(unname(heads), rows), output)
}

arguments <- commandArgs(trailingOnly = TRUE)
if (arguments[1] == "vectors") write_vectors(arguments[2], arguments[3]) else write_cdnow(arguments[2], arguments[3])
