using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Retention.Serialization.Generator;

/// <summary>Generates a reader and a writer for every message, snapshot and options class of Retention.Core, so that a new one is covered by being there.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FormatGenerator : IIncrementalGenerator
{
    private const string NamesFile = "message-types.txt";

    private static readonly DiagnosticDescriptor Unreadable = new DiagnosticDescriptor("RSG001", "A type can't be read back", "{0}", "Serialization", DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<string>> names = context.AdditionalTextsProvider
            .Where(f => f.Path.EndsWith(NamesFile, StringComparison.Ordinal))
            .Select((f, cancellation) => f.GetText(cancellation)?.ToString() ?? string.Empty).Collect();
        IncrementalValueProvider<Formats> formats = context.CompilationProvider.Combine(names).Select((both, _) => Formats.Of(both.Left, string.Concat(both.Right)));
        context.RegisterSourceOutput(formats, (output, made) =>
        {
            foreach (string problem in made.Problems)
            {
                output.ReportDiagnostic(Diagnostic.Create(Unreadable, null, problem));
            }

            if (made.Source is { } source)
            {
                output.AddSource("Formats.g.cs", SourceText.From(source, System.Text.Encoding.UTF8));
            }
        });
    }

    /// <summary>What was generated; equal if the source is.</summary>
    private sealed class Formats : IEquatable<Formats>
    {
        private Formats(string? source, IReadOnlyList<string> problems)
        {
            this.Source = source;
            this.Problems = problems;
        }

        internal string? Source { get; }

        internal IReadOnlyList<string> Problems { get; }

        public bool Equals(Formats? other) => other is not null && this.Source == other.Source && this.Problems.SequenceEqual(other.Problems, StringComparer.Ordinal);

        public override bool Equals(object? obj) => this.Equals(obj as Formats);

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(this.Source ?? string.Empty);

        internal static Formats Of(Compilation compilation, string names)
        {
            if (compilation.GetTypeByMetadataName("Retention.Core.Message")?.ContainingAssembly is not { } library)
            {
                return new Formats(null, ["Retention.Core isn't referenced."]);
            }

            var source = new FormatSource(compilation, library, names);
            string text = source.Make();
            return new Formats(text, source.Problems);
        }
    }
}
