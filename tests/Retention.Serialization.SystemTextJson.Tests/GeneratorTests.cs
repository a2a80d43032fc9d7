using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Retention.Serialization.Generator;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>What can't be read back is an error of the compiler, never a hole.</summary>
public sealed class GeneratorTests
{
    private const string Library = """
        #nullable enable
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Codecs")]
        namespace Retention.Core
        {
            public abstract class Message { }
            public abstract class OptionsNode { }
            internal interface ISnapshot<T> { }
            public sealed class Named : Message { public Named(string name) { this.Name = name; } public string Name { get; } }
            public enum Two { One = 1, Uno = 1 }
            MORE
        }
        """;

    [Fact]
    public void Type_WhoseConstructorIsItsProperties_IsCovered()
    {
        GeneratorDriverRunResult result = Run(string.Empty, "a.named Retention.Core.Named");
        Assert.Empty(result.Diagnostics);
        Assert.Contains("new MessageFormat(\"a.named\", typeof(global::Retention.Core.Named)", result.GeneratedTrees.Single().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class Lost : Message { public Lost(string other) { } public string Name { get; } = \"\"; }", "Retention.Core.Lost has no constructor whose parameters all are properties of the same name and type")]
    [InlineData("public sealed class Lost : Message { public Lost(int name) { } public string Name { get; } = \"\"; }", "Retention.Core.Lost has no constructor whose parameters all are properties of the same name and type")]
    [InlineData("public sealed class Lost : Message { private Lost(string name) { this.Name = name; } public string Name { get; } }", "Retention.Core.Lost has no constructor whose parameters all are properties of the same name and type")]
    [InlineData("public sealed class Lost : Message { public Lost(string a) { this.A = a; } public Lost(int b) { this.B = b; } public string A { get; } = \"\"; public int B { get; } }", "Retention.Core.Lost has two constructors that could read it back")]
    [InlineData("public sealed class Lost : Message { public Lost(System.Guid id) { this.Id = id; } public System.Guid Id { get; } }", "Retention.Core.Lost.Id is a System.Guid, which the generator can't read and write")]
    [InlineData("public sealed class Lost : Message { public Lost(System.Collections.Generic.IReadOnlyList<string?> names) { this.Names = names; } public System.Collections.Generic.IReadOnlyList<string?> Names { get; } }", "Retention.Core.Lost.Names is a ")]
    [InlineData("public sealed class Lost : Message { public Lost(Two two) { this.Two = two; } public Two Two { get; } }", "Retention.Core.Two has flags or two names for one value")]
    [InlineData("public sealed class Held { public Held(Lost lost) { } } public sealed class Lost : Message { public Lost(Held held) { this.Held = held; } public Held Held { get; } }", "Retention.Core.Held has no constructor")]
    [InlineData("public sealed class Odd : OptionsNode { public System.DateTime? At { get; set; } }", "Retention.Core.Odd.At is a System.DateTime?")]
    [InlineData("public sealed class Odd : OptionsNode { public string? At { get; } }", "Retention.Core.Odd.At can't be set")]
    public void Type_ThatCannotBeReadBack_IsAnError(string type, string problem)
    {
        GeneratorDriverRunResult result = Run(type, "a.named Retention.Core.Named\na.lost Retention.Core.Lost");
        Assert.Contains(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error && d.GetMessage(null).StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Message_WithoutAName_IsAnError() =>
        Assert.Equal(["Retention.Core.Named has no name in message-types.txt; add \"its-type-name Retention.Core.Named\" as the test of type names asks for."], Run(string.Empty, string.Empty).Diagnostics.Select(d => d.GetMessage(null)));

    private static GeneratorDriverRunResult Run(string more, string names)
    {
        MetadataReference[] framework = [.. AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(System.IO.Path.PathSeparator).Where(f => f.Contains("System.", StringComparison.Ordinal)).Select(f => MetadataReference.CreateFromFile(f))];
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        CSharpCompilation library = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText(Library.Replace("MORE", more, StringComparison.Ordinal))], framework, options);
        CSharpCompilation codecs = CSharpCompilation.Create("Codecs", [], [.. framework, library.ToMetadataReference()], options);
        return CSharpGeneratorDriver.Create([new FormatGenerator().AsSourceGenerator()], [new NamesFile(names)]).RunGenerators(codecs).GetRunResult();
    }

    private sealed class NamesFile(string names) : AdditionalText
    {
        public override string Path => "approved/message-types.txt";

        public override SourceText GetText(System.Threading.CancellationToken cancellationToken = default) => SourceText.From(names);
    }
}
