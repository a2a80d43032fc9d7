using System.Text;

namespace Retention.Serialization.Generator;

/// <summary>C# in the making.</summary>
internal sealed class Source
{
    private readonly StringBuilder text = new StringBuilder();
    private int depth;

    internal Source Line(string line)
    {
        if (line.Length > 0)
        {
            this.text.Append(' ', this.depth * 4).Append(line);
        }

        this.text.Append('\n');
        return this;
    }

    internal Source Open(string line)
    {
        this.Line(line).Line("{");
        this.depth++;
        return this;
    }

    internal Source Close(string end = "}")
    {
        this.depth--;
        return this.Line(end);
    }

    public override string ToString() => this.text.ToString();
}
