using OrleansSms.Benchmarks.Store;

const string Usage = """
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- store|queue|aged [--messages 400000] [--page 1000] [--flows 8] [--kind batch|capped|single] [--directory <folder>]

    store    the embedded store alone: messages are accepted, armed, sent and delivered; prints what each costs the writer
    queue    messages are accepted and not sent, the process is killed; prints how long the next one takes to read them
    aged     millions of messages lie in the database; prints how long a commit takes while upkeep goes on, and while it does not
    """;

if (args.Length % 2 == 0)
{
    Console.Error.WriteLine(Usage);
    return 1;
}

var run = StoreRun.Read(args[1..]);
await (args[0] switch
{
    "store" => StoreBenchmark.RunAsync(run),
    "queue" => QueueBenchmark.RunAsync(run),
    "aged" => AgedBenchmark.RunAsync(run),
    "queue-fill" => QueueBenchmark.FillAsync(run),
    _ => Console.Error.WriteLineAsync(Usage),
});
return 0;
