namespace OrleansSms.Load;

/// <summary>What the command line offers.</summary>
internal static class Usage
{
    private const string Text = """
        OrleansSms.Load run single|batch
            --count N                 messages to measure (60000)
            --connections N           HTTP connections (single: 128, batch: 16)
            --batch-size N            recipients of one batch (1000)
            --recipients N | --cold   so many recipients, known from the warm-up (100000), or a new one for each message
            --category C              transactional | marketing | authentication
            --rate R                  requests a second, latency from the scheduled time; 0 = as fast as the answers come (0)
            --warmup-seconds N        load before the measurement (15)
            --no-receipts             the carrier sends no receipts
            --idempotency             every request has an Idempotency-Key
        OrleansSms.Load audit
            --kills N                 how often the gateway is killed (5)
            --seconds-between A..B    load between ready and kill (2..5)
            --category C              transactional | marketing | authentication
            --connections N           HTTP connections (32); every eighth request is a batch
            --batch-size N            recipients of one batch (200)
            --max-messages N          the load ends there (1000000)
            --settle-seconds N        wait for the last message to end (180)
            --seed N                  of the moments of the kills (1)
        both
            --binds N  --window N  --tps N      the carrier (2, 500, 0 = no limit)
            --server PATH             OrleansSms.Server.dll; default: built beside this
            --gateway-env NAME=VALUE[,NAME=VALUE]
            --keep                    keep the data directory
        """;

    public static int Show()
    {
        Console.Error.WriteLine(Text);
        return 2;
    }
}
