using BenchmarkDotNet.Running;
using OrleansSms.Benchmarks;
using OrleansSms.Benchmarks.Store;

const string Usage = """
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- --filter '*' | --filter '*Codec*' | --list flat
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- store [--messages 400000] [--page 1000] [--flows 8] [--directory <folder>]

    --filter the parts by themselves, by BenchmarkDotNet, whose options these are: codec, sessions, segmentation, receipts, decision, group commit
    store    the embedded store alone: messages are accepted, armed, sent and delivered; prints what each costs the writer
    queue    messages are accepted and not sent, the process is killed; prints how long the next one takes to read them
    """;

switch (args)
{
    case ["store", ..] when args.Length % 2 == 1:
        await StoreBenchmark.RunAsync(StoreRun.Read(args[1..]));
        return 0;
    case ["queue", ..] when args.Length % 2 == 1:
        await QueueBenchmark.RunAsync(StoreRun.Read(args[1..]));
        return 0;
    case ["queue-fill", ..] when args.Length % 2 == 1:
        await QueueBenchmark.FillAsync(StoreRun.Read(args[1..]));
        return 0;
    case [['-', ..], ..]:
        BenchmarkSwitcher.FromAssembly(typeof(PartsConfig).Assembly).Run(args, new PartsConfig());
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 1;
}
