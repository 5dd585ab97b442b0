using OrleansSms.Load.Scenarios;

namespace OrleansSms.Load;

/// <summary>What the command line offers.</summary>
internal static class Usage
{
    private const string Text = """
        OrleansSms.Load scenario NAME
            --warm SECONDS            load before the measurement (15)
            --seconds SECONDS         how long it is measured (15)
            --pairs N --against DIR   this build and that of DIR in turn; medians, ranges, ratio
        OrleansSms.Load audit
            --kills N                 how often the gateway is killed (10)
            --seconds-between A..B    load between ready and kill (2..5)
            --category C              transactional | marketing | authentication
            --on-uncertain U          resend | hold: the category that does so
            --connections N           HTTP connections (32) of single messages, and of batches a quarter of it
            --batch-size N            recipients of one batch (200)
            --max-messages N          the load ends there (3000000), half of it single
            --settle-seconds N        wait for the last message to end (180)
            --seed N                  of the moments of the kills (1)
        OrleansSms.Load audit cluster
            --fault F                 kill | stop | partition | storage | rolling; partition as root, within unshare -n
            --victim V                turn: one silo after the other (this is the default) | owner: of the store | other; for kill and stop
            --times N                 how often it is done (3)
            --away SECONDS            how long a silo, the storage or a link is away (10, 30, 30, 20)
            --between SECONDS         load before the first and behind each (20)
            --silos N                 (3)
            --rate N                  single messages a second (200), and a tenth of it batches
            --connections N --batch-size N --settle-seconds N      as above (32, 50, 120)
        all
            --binds N --window N --tps N     the carrier
            --gateway DIR             the folder of a build; default: built beside this
            --gateway-env NAME=VALUE[,NAME=VALUE]
            --json FILE               the figures, for programs
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
