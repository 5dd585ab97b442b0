using System.Text.Json;

namespace OrleansSms.Load.Running;

/// <summary>Prints a measurement: a table to read, a line of JSON to keep.</summary>
internal static class RunReport
{
    public static void Print(RunOptions options, RunResult result)
    {
        var kind = options.IsBatch ? $"batches of {options.Workload.BatchSize}" : "single messages";
        var recipients = options.Workload.Recipients == 0 ? "new recipients" : $"{options.Workload.Recipients} known recipients";
        var table = new Table()
            .Title($"{kind}, {options.Workload.Category}, {recipients}, {options.Connections} connections")
            .Row("messages", $"{result.Messages:N0}")
            .Row("to 202", $"{result.AcceptedPerSecond:N0}/s")
            .Row("to the last submit_sm", $"{result.SubmittedPerSecond:N0}/s")
            .Row("to the last receipt", $"{result.ReceiptedPerSecond:N0}/s")
            .Latency("HTTP", result.Http)
            .Latency("request to submit_sm", result.ToCarrier)
            .Row("commits", $"{result.CommitsPerSecond:N0}/s, {result.MessagesPerCommit:0.0} messages each")
            .Row("CPU of the gateway", $"{result.GatewayCpuPer1000:0.0000} s per 1,000")
            .Row("CPU of carrier, client", $"{result.CarrierCpuPer1000:0.0000}, {result.ClientCpuPer1000:0.0000} s per 1,000")
            .Row("resident memory", $"{result.ResidentMiB:N0} MiB")
            .Row("process start to ready", $"{result.ReadySeconds:0.0} s")
            .Row("lost, duplicated", $"{result.Lost}, {result.Duplicates}")
            .Row("requests failed, put off", $"{result.Failed}, {result.PutOff}")
            .Row("final", $"{Table.Counts(result.Statuses)}")
            .Lines(result.Wrong);
        Console.WriteLine(table);
        Console.WriteLine(JsonSerializer.Serialize(new { run = kind, options.Workload.Category, options.Connections, options.Rate, result }));
    }
}
