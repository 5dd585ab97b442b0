using System.Globalization;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.Reminders;

/// <summary>A reminder as a row, in the partition of its grain's place on the ring.</summary>
internal static class ReminderRow
{
    private const string ServiceId = "ServiceId";
    private const string GrainReference = "GrainReference";
    private const string HashFormat = "X8";

    public static string PartitionOf(string service, uint hash) => $"{KeyText.Of(service)}_{hash.ToString(HashFormat, CultureInfo.InvariantCulture)}";

    public static string PartitionOf(string service, GrainId grain) => PartitionOf(service, grain.GetUniformHashCode());

    public static string KeyOf(GrainId grain, string reminder) => KeyText.Of($"{grain}-{reminder}");

    public static string ServiceOf(TableEntity row) => row.GetString(ServiceId);

    public static TableEntity From(string service, string cluster, ReminderEntry reminder) =>
        new(PartitionOf(service, reminder.GrainId), KeyOf(reminder.GrainId, reminder.ReminderName))
        {
            [ServiceId] = service,
            ["DeploymentId"] = cluster,
            [GrainReference] = reminder.GrainId.ToString(),
            [nameof(reminder.ReminderName)] = reminder.ReminderName,
            [nameof(reminder.StartAt)] = LogFormatter.PrintDate(reminder.StartAt),
            [nameof(reminder.Period)] = reminder.Period.ToString("c", CultureInfo.InvariantCulture),
            ["GrainRefConsistentHash"] = reminder.GrainId.GetUniformHashCode().ToString(HashFormat, CultureInfo.InvariantCulture),
        };

    public static ReminderEntry Read(TableEntity row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(GrainReference), CultureInfo.InvariantCulture),
        ReminderName = row.GetString(nameof(ReminderEntry.ReminderName)),
        StartAt = LogFormatter.ParseDate(row.GetString(nameof(ReminderEntry.StartAt))),
        Period = TimeSpan.Parse(row.GetString(nameof(ReminderEntry.Period)), CultureInfo.InvariantCulture),
        ETag = row.ETag.ToString(),
    };
}
