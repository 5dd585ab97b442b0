using OrleansSms.Benchmarks.Store;

const string Usage = """
    dotnet run -c Release --project tests/OrleansSms.Benchmarks -- store [--messages 400000] [--page 1000] [--flows 8] [--directory <folder>]

    store    the embedded store alone: messages are accepted, armed, sent and delivered; prints what each costs the writer
    """;

if (args is not ["store", ..] || args.Length % 2 == 0)
{
    Console.Error.WriteLine(Usage);
    return 1;
}

await StoreBenchmark.RunAsync(StoreRun.Read(args[1..]));
return 0;
