using System.Globalization;

namespace OrleansSms.Benchmarks.Store;

/// <summary>What a run is like.</summary>
/// <param name="Messages">Messages that live through.</param>
/// <param name="Page">Messages of one set of new ones.</param>
/// <param name="Flows">Callers, each a bind of its own that has one set under way: they decide how many rows share a commit.</param>
/// <param name="Directory">Where the database is made; it is removed afterwards.</param>
/// <param name="Kind">How the messages come.</param>
internal sealed record StoreRun(int Messages, int Page, int Flows, string Directory, LifeKind Kind = LifeKind.Batch)
{
    /// <summary>Reads <c>--name value</c> pairs.</summary>
    public static StoreRun Read(string[] options)
    {
        var run = new StoreRun(400_000, 1_000, 8, Path.Combine(Path.GetTempPath(), "orleanssms-benchmark"));
        for (var i = 0; i < options.Length; i += 2)
        {
            run = options[i] switch
            {
                "--messages" => run with { Messages = Number(options[i + 1]) },
                "--page" => run with { Page = Number(options[i + 1]) },
                "--flows" => run with { Flows = Number(options[i + 1]) },
                "--kind" => run with { Kind = Enum.Parse<LifeKind>(options[i + 1], ignoreCase: true) },
                "--directory" => run with { Directory = options[i + 1] },
                _ => throw new ArgumentException($"{options[i]} is not an option."),
            };
        }

        return run;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
