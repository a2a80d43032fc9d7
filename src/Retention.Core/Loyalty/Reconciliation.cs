using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;

namespace Retention.Core.Loyalty;

/// <summary>Whether the documents that should have earned points did, and the awards have documents.</summary>
/// <remarks>
/// Documents and awards meet by number and organisation, then by number alone. Awards of activities have no documents and are left out. A
/// document within its difference still counts as met. Immutable and thread-safe.
/// </remarks>
public sealed class Reconciliation
{
    private Reconciliation(int matched, List<EarningDocument> missing, List<AwardedDocument> unexplained, List<AwardDifference> differences)
    {
        this.Matched = matched;
        this.DocumentsWithoutAward = FixedList.Own(missing.ToArray());
        this.AwardsWithoutDocument = FixedList.Own(unexplained.ToArray());
        this.Differences = FixedList.Own(differences.ToArray());
    }

    /// <summary>Gets the number of documents that met an award.</summary>
    public int Matched { get; }

    /// <summary>Gets the documents for which no award was recorded, by number.</summary>
    public IReadOnlyList<EarningDocument> DocumentsWithoutAward { get; }

    /// <summary>Gets the awards for which no document was given, by number.</summary>
    public IReadOnlyList<AwardedDocument> AwardsWithoutDocument { get; }

    /// <summary>Gets what differs between documents and their awards, by number.</summary>
    public IReadOnlyList<AwardDifference> Differences { get; }

    /// <summary>Gets a value indicating whether everything met and nothing differs.</summary>
    public bool IsClean => this.DocumentsWithoutAward.Count == 0 && this.AwardsWithoutDocument.Count == 0 && this.Differences.Count == 0;

    /// <summary>Compares documents with awards.</summary>
    /// <param name="documents">The documents that should have earned.</param>
    /// <param name="awards">The awards of the same time, of all accounts (<see cref="PointsBook.Awards"/>).</param>
    /// <param name="zone">The zone in which an award's business date is read.</param>
    /// <returns>What is missing on either side, and what differs.</returns>
    public static Reconciliation Of(IEnumerable<EarningDocument> documents, IEnumerable<AwardedDocument> awards, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(awards);
        ArgumentNullException.ThrowIfNull(zone);
        ILookup<string, EarningDocument> given = documents.ToLookup(d => d.Number, StringComparer.Ordinal);
        ILookup<string, AwardedDocument> recorded = awards.Where(a => a.Activity is null).ToLookup(a => a.Document, StringComparer.Ordinal);
        int matched = 0;
        var missing = new List<EarningDocument>();
        var unexplained = new List<AwardedDocument>();
        var differences = new List<AwardDifference>();
        foreach (string number in given.Select(g => g.Key).Union(recorded.Select(r => r.Key), StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal))
        {
            List<EarningDocument> open = Once(given[number], d => d.Organisation, (_, d) => differences.Add(AwardDifference.ListedTwice(d)));
            List<AwardedDocument> left = Once(
                recorded[number].OrderBy(a => a.Account), a => a.Organisation, (first, again) => differences.Add(AwardDifference.AwardedTwice(first, again)));
            foreach (bool elsewhere in new[] { false, true })
            {
                foreach (EarningDocument document in open.ToList())
                {
                    AwardedDocument? award = left.Find(a => elsewhere || string.Equals(a.Organisation, document.Organisation, StringComparison.Ordinal));
                    if (award is not null)
                    {
                        matched++;
                        open.Remove(document);
                        left.Remove(award);
                        differences.AddRange(AwardDifference.Between(document, award, zone));
                    }
                }
            }

            missing.AddRange(open);
            unexplained.AddRange(left);
        }

        return new Reconciliation(matched, missing, unexplained, differences);
    }

    /// <summary>The first of each organisation; the others are reported.</summary>
    private static List<T> Once<T>(IEnumerable<T> items, Func<T, string> organisation, Action<T, T> report)
    {
        var firsts = new Dictionary<string, T>(StringComparer.Ordinal);
        var once = new List<T>();
        foreach (T item in items)
        {
            if (firsts.TryGetValue(organisation(item), out T? first))
            {
                report(first, item);
            }
            else
            {
                firsts.Add(organisation(item), item);
                once.Add(item);
            }
        }

        return once;
    }
}
