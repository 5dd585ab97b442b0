using OrleansSms.Load.Scenarios;

namespace OrleansSms.Load;

/// <summary>What the command line offers.</summary>
internal static class Usage
{
    private const string Text = """
        OrleansSms.Load scenario NAME
            --warm SECONDS            load before the measurement (15)
            --seconds SECONDS         how long it is measured (15)
            --json FILE               the figures, for programs
            --pairs N --against DIR   this build and that of DIR in turn; medians, ranges, ratio
        OrleansSms.Load audit
            --kills N                 how often the gateway is killed (10)
            --seconds-between A..B    load between ready and kill (2..5)
            --category C              transactional | marketing | authentication
            --on-uncertain U          resend | hold: the category that does so
            --connections N           HTTP connections (32) of single messages, and of batches a quarter of it
            --batch-size N            recipients of one batch (200)
            --max-messages N          the load ends there (1000000)
            --settle-seconds N        wait for the last message to end (180)
            --seed N                  of the moments of the kills (1)
        both
            --binds N --window N --tps N     the carrier
            --gateway DIR             the folder of a build; default: built beside this
            --gateway-env NAME=VALUE[,NAME=VALUE]
            --keep                    keep the data and the logs

        Scenarios, with their own options:
        """;

    public static int Show()
    {
        Console.Error.WriteLine(Text);
        foreach (var entry in ScenarioCatalog.All)
        {
            Console.Error.WriteLine($"    {entry.Name,-18} {entry.Shows}; {entry.Options}");
        }

        return 2;
    }
}
