using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Retention.Core;

/// <summary>What is set in options, as a tree: leaves are string, bool or decimal. Laid over another tree, and written canonically.</summary>
internal sealed class OptionsTree
{
    /// <summary>Deeper than every rule that compiles (16 levels of conditions, each of two nodes, in tiers in options).</summary>
    private const int MaxDepth = 64;

    /// <summary>Stands where the host removes an entry of the preset.</summary>
    private static readonly object Removal = new object();

    internal SortedDictionary<string, object> Children { get; } = new SortedDictionary<string, object>(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether this replaces the preset's node as a whole.</summary>
    internal bool IsWhole { get; set; }

    /// <summary>Gets sets of options of which setting one over a preset unsets the preset's others.</summary>
    internal List<string[]> Exclusives { get; } = new List<string[]>();

    /// <summary>Reads options; what lies deeper than any rule does is left out, so that options that contain themselves come to an end.</summary>
    internal static OptionsTree Of(OptionsNode node, int depth = 0)
    {
        var reader = new OptionsReader(depth);
        if (depth <= MaxDepth)
        {
            node.Accept(reader);
        }

        return reader.Tree;
    }

    /// <summary>A deep copy of options in which the preset's values stand wherever they were unset.</summary>
    internal static T Lay<T>(T options, T? preset)
        where T : OptionsNode, new()
    {
        OptionsTree own = Of(options);
        return OptionsBuilder.Build<T>(preset is null ? own : Over(own, Of(preset)));
    }

    /// <summary>Gets a value indicating whether nothing is set in it, which says the same as its absence. An entry of a keyed collection says more: that it is there.</summary>
    private bool IsEmpty => !this.IsEntry && this.Children.Values.All(c => ReferenceEquals(c, Removal) || c is OptionsTree { IsEmpty: true });

    /// <summary>Gets or sets a value indicating whether this is an entry of a keyed collection.</summary>
    internal bool IsEntry { get; set; }

    internal void Remove(string key) => this.Children[key] = Removal;

    /// <summary>The lower-case hexadecimal SHA-256 of the canonical text.</summary>
    internal string Fingerprint()
    {
        var text = new StringBuilder();
        this.Write(text);
        return FingerprintOf(text.ToString());
    }

    /// <summary>The lower-case hexadecimal SHA-256 of a text.</summary>
    internal static string FingerprintOf(string text) => Sha256Hex.Of(Encoding.Unicode.GetBytes(text));

    private static OptionsTree Over(OptionsTree own, OptionsTree preset)
    {
        if (own.IsWhole)
        {
            return own;
        }

        var result = new OptionsTree { IsEntry = own.IsEntry || preset.IsEntry };
        foreach (KeyValuePair<string, object> item in preset.Children)
        {
            result.Children[item.Key] = item.Value;
        }

        foreach (string[] names in own.Exclusives.Where(e => e.Any(own.Children.ContainsKey)))
        {
            foreach (string name in names)
            {
                result.Children.Remove(name);
            }
        }

        foreach (KeyValuePair<string, object> item in own.Children)
        {
            if (ReferenceEquals(item.Value, Removal))
            {
                result.Children.Remove(item.Key);
            }
            else if (item.Value is OptionsTree child && result.Children.TryGetValue(item.Key, out object? below) && below is OptionsTree under)
            {
                result.Children[item.Key] = Over(child, under);
            }
            else
            {
                result.Children[item.Key] = item.Value;
            }
        }

        return result;
    }

    /// <summary>Writes keys in ordinal order and leaves with their kind and length, so that no two trees share a text.</summary>
    private void Write(StringBuilder text)
    {
        text.Append('{');
        foreach (KeyValuePair<string, object> item in this.Children)
        {
            if (ReferenceEquals(item.Value, Removal) || item.Value is OptionsTree { IsEmpty: true })
            {
                continue;
            }

            Append(text, 'k', item.Key);
            switch (item.Value)
            {
                case OptionsTree child:
                    child.Write(text);
                    break;
                case string leaf:
                    Append(text, 's', leaf);
                    break;
                case bool flag:
                    Append(text, 'b', flag ? "1" : "0");
                    break;
                case decimal number:
                    Append(text, 'n', number.ToString("0.############################", CultureInfo.InvariantCulture));
                    break;
                default:
                    throw new InvalidOperationException("An option leaf is a string, a bool or a number.");
            }
        }

        text.Append('}');
    }

    private static void Append(StringBuilder text, char kind, string value) =>
        text.Append(kind).Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value);
}

/// <summary>Reads options into a tree.</summary>
internal sealed class OptionsReader : OptionsVisitor
{
    private readonly int depth;

    internal OptionsReader(int depth) => this.depth = depth;

    internal OptionsTree Tree { get; } = new OptionsTree();

    internal override void Exclusive(params string[] names) => this.Tree.Exclusives.Add(names);

    internal override string? Text(string name, string? value) => this.Keep(name, value);

    internal override bool? Flag(string name, bool? value) => this.Keep(name, value);

    internal override decimal? Number(string name, decimal? value) => this.Keep(name, value);

    internal override T? Node<T>(string name, T? value)
        where T : class
    {
        this.Keep(name, value is null ? null : OptionsTree.Of(value, this.depth + 1));
        return value;
    }

    internal override T? Whole<T>(string name, T? value)
        where T : class
    {
        OptionsTree? tree = this.Keep(name, value is null ? null : OptionsTree.Of(value, this.depth + 1));
        if (tree is not null)
        {
            tree.IsWhole = true;
        }

        return value;
    }

    internal override Dictionary<string, T>? Map<T>(string name, Dictionary<string, T>? value) =>
        this.KeepAll(name, value, (v, key, tree) =>
        {
            if (v is KeyedOptionsNode { Removed: true })
            {
                tree.Remove(key);
            }
            else
            {
                OptionsTree entry = OptionsTree.Of(v, this.depth + 1);
                entry.IsEntry = true;
                tree.Children[key] = entry;
            }
        });

    internal override Dictionary<string, string>? Texts(string name, Dictionary<string, string>? value) =>
        this.KeepAll(name, value, static (v, key, tree) => tree.Children[key] = v);

    internal override Dictionary<string, decimal>? Numbers(string name, Dictionary<string, decimal>? value) =>
        this.KeepAll(name, value, static (v, key, tree) => tree.Children[key] = v);

    private Dictionary<string, T>? KeepAll<T>(string name, Dictionary<string, T>? value, Action<T, string, OptionsTree> keep)
    {
        if (value is { Count: > 0 })
        {
            var inner = new OptionsTree();
            foreach (KeyValuePair<string, T> item in value)
            {
                if (item.Value is not null)
                {
                    keep(item.Value, item.Key, inner);
                }
            }

            this.Tree.Children[name] = inner;
        }

        return value;
    }

    private T Keep<T>(string name, T value)
    {
        if (value is not null)
        {
            this.Tree.Children[name] = value;
        }

        return value;
    }
}

/// <summary>Builds options from a tree.</summary>
internal sealed class OptionsBuilder : OptionsVisitor
{
    private readonly OptionsTree tree;

    private OptionsBuilder(OptionsTree tree) => this.tree = tree;

    internal static T Build<T>(OptionsTree tree)
        where T : OptionsNode, new()
    {
        var node = new T();
        node.Accept(new OptionsBuilder(tree));
        return node;
    }

    internal override string? Text(string name, string? value) => this.Kept(name) as string;

    internal override bool? Flag(string name, bool? value) => this.Kept(name) as bool?;

    internal override decimal? Number(string name, decimal? value) => this.Kept(name) as decimal?;

    internal override T? Node<T>(string name, T? value)
        where T : class => this.Kept(name) is OptionsTree child ? Build<T>(child) : null;

    internal override T? Whole<T>(string name, T? value)
        where T : class => this.Node<T>(name, null);

    internal override Dictionary<string, T>? Map<T>(string name, Dictionary<string, T>? value) =>
        this.BuildAll(name, static child => child is OptionsTree t ? Build<T>(t) : null!);

    internal override Dictionary<string, string>? Texts(string name, Dictionary<string, string>? value) =>
        this.BuildAll(name, static child => (string)child);

    internal override Dictionary<string, decimal>? Numbers(string name, Dictionary<string, decimal>? value) =>
        this.BuildAll(name, static child => (decimal)child);

    private Dictionary<string, T> BuildAll<T>(string name, Func<object, T> build)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        if (this.Kept(name) is OptionsTree children)
        {
            foreach (KeyValuePair<string, object> item in children.Children)
            {
                if (item.Value is OptionsTree or string or decimal)
                {
                    result[item.Key] = build(item.Value);
                }
            }
        }

        return result;
    }

    private object? Kept(string name) => this.tree.Children.TryGetValue(name, out object? value) ? value : null;
}
