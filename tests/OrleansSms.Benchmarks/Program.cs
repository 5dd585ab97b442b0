using BenchmarkDotNet.Running;
using OrleansSms.Benchmarks;
using OrleansSms.Benchmarks.Store;

const string Usage = """
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- --filter '*' | --filter '*Codec*' | --list flat
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- store|queue|aged [--messages 400000] [--page 1000] [--flows 8] [--kind batch|capped|single] [--directory <folder>]

    --filter the parts by themselves, by BenchmarkDotNet, whose options these are: codec, sessions, segmentation, receipts, decision, group commit
    store    the embedded store alone: messages are accepted, armed, sent and delivered; prints what each costs the writer
    queue    messages are accepted and not sent, the process is killed; prints how long the next one takes to read them
    aged     millions of messages lie in the database; prints how long a commit takes while upkeep goes on, and while it does not
    """;

if (args is [['-', ..], ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(PartsConfig).Assembly).Run(args, new PartsConfig());
    return 0;
}

Func<StoreRun, Task>? run = args is [var name, ..] && args.Length % 2 == 1
    ? name switch
    {
        "store" => StoreBenchmark.RunAsync,
        "queue" => QueueBenchmark.RunAsync,
        "queue-fill" => QueueBenchmark.FillAsync,
        "aged" => AgedBenchmark.RunAsync,
        _ => null,
    }
    : null;
if (run is null)
{
    await Console.Error.WriteLineAsync(Usage);
    return 1;
}

await run(StoreRun.Read(args[1..]));
return 0;
