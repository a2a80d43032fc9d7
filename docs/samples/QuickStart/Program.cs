using System;
using System.IO;
using System.Text;
using Retention.QuickStart;
using Spectre.Console;

try
{
    // Chinese names on a Windows console whose code page is another.
    Console.OutputEncoding = Encoding.UTF8;
}
catch (IOException)
{
    // Output without a console, such as a service's: whoever reads it gets UTF-8 anyway.
}

return new CommandLine(AnsiConsole.Console, Console.Error, Directory.GetCurrentDirectory()).Run(args);
