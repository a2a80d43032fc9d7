using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Retention.Core.Loyalty;

/// <summary>A sorted map that never changes: adding and removing give another map that shares all but one path of the tree.</summary>
/// <remarks>States of streams that many members share have thousands of entries; copying them for each event would be quadratic. An AVL tree.</remarks>
internal sealed class SharedMap<TKey, TValue>
    where TKey : notnull
{
    private readonly IComparer<TKey> comparer;
    private readonly Node? root;

    internal SharedMap(IComparer<TKey> comparer)
        : this(comparer, null)
    {
    }

    private SharedMap(IComparer<TKey> comparer, Node? root)
    {
        this.comparer = comparer;
        this.root = root;
    }

    internal int Count => this.root?.Count ?? 0;

    /// <summary>The values in the order of their keys.</summary>
    internal IEnumerable<TValue> Values
    {
        get
        {
            var path = new Stack<Node>();
            Node? node = this.root;
            while (node is not null || path.Count > 0)
            {
                for (; node is not null; node = node.Left)
                {
                    path.Push(node);
                }

                Node next = path.Pop();
                yield return next.Value;
                node = next.Right;
            }
        }
    }

    internal bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        for (Node? node = this.root; node is not null;)
        {
            int order = this.comparer.Compare(key, node.Key);
            if (order == 0)
            {
                value = node.Value;
                return true;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        value = default;
        return false;
    }

    /// <summary>The value of the least key.</summary>
    internal bool TryFirst([MaybeNullWhen(false)] out TValue value)
    {
        Node? node = this.root;
        while (node?.Left is not null)
        {
            node = node.Left;
        }

        value = node is null ? default : node.Value;
        return node is not null;
    }

    internal SharedMap<TKey, TValue> With(TKey key, TValue value) => new SharedMap<TKey, TValue>(this.comparer, this.Put(this.root, key, value));

    internal SharedMap<TKey, TValue> Without(TKey key) =>
        this.TryFind(key, out _) ? new SharedMap<TKey, TValue>(this.comparer, this.Take(this.root!, key)) : this;

    private Node Put(Node? node, TKey key, TValue value)
    {
        if (node is null)
        {
            return new Node(key, value, null, null);
        }

        int order = this.comparer.Compare(key, node.Key);
        return order == 0 ? new Node(key, value, node.Left, node.Right)
            : order < 0 ? Balanced(node, this.Put(node.Left, key, value), node.Right)
            : Balanced(node, node.Left, this.Put(node.Right, key, value));
    }

    private Node? Take(Node node, TKey key)
    {
        int order = this.comparer.Compare(key, node.Key);
        if (order < 0)
        {
            return Balanced(node, this.Take(node.Left!, key), node.Right);
        }

        if (order > 0)
        {
            return Balanced(node, node.Left, this.Take(node.Right!, key));
        }

        if (node.Left is null || node.Right is null)
        {
            return node.Left ?? node.Right;
        }

        Node least = node.Right;
        while (least.Left is not null)
        {
            least = least.Left;
        }

        return Balanced(least, node.Left, this.Take(node.Right, least.Key));
    }

    /// <summary>A node with the content of one and the given sides, turned so that their heights differ by one at most.</summary>
    private static Node Balanced(Node content, Node? left, Node? right)
    {
        int lean = HeightOf(left) - HeightOf(right);
        if (lean > 1)
        {
            return HeightOf(left!.Left) >= HeightOf(left.Right)
                ? left.With(left.Left, content.With(left.Right, right))
                : left.Right!.With(left.With(left.Left, left.Right.Left), content.With(left.Right.Right, right));
        }

        if (lean < -1)
        {
            return HeightOf(right!.Right) >= HeightOf(right.Left)
                ? right.With(content.With(left, right.Left), right.Right)
                : right.Left!.With(content.With(left, right.Left.Left), right.With(right.Left.Right, right.Right));
        }

        return content.With(left, right);
    }

    private static int HeightOf(Node? node) => node?.Height ?? 0;

    private sealed class Node
    {
        internal Node(TKey key, TValue value, Node? left, Node? right)
        {
            this.Key = key;
            this.Value = value;
            this.Left = left;
            this.Right = right;
            this.Height = 1 + Math.Max(HeightOf(left), HeightOf(right));
            this.Count = 1 + (left?.Count ?? 0) + (right?.Count ?? 0);
        }

        internal TKey Key { get; }

        internal TValue Value { get; }

        internal Node? Left { get; }

        internal Node? Right { get; }

        internal int Height { get; }

        internal int Count { get; }

        internal Node With(Node? left, Node? right) => new Node(this.Key, this.Value, left, right);
    }
}
