using OrleansSms.Web.Messages;
using OrleansSms.Web.Templates;

namespace OrleansSms.Web.Batches;

/// <summary>Reads a batch. A bad row is not a bad request: its errors are kept apart and the good rows go.</summary>
internal static class BatchFields
{
    public const string Recipients = "recipients";

    public static readonly FieldNames Batch = new([Recipients, .. MessageFields.Shared])
    {
        NotServed = MessageFields.NotServed,
        OtherWords = MessageFields.OtherWords,
    };

    public static readonly FieldNames Row = new(MessageFields.To, MessageFields.ClientReference, MessageFields.Variables, MessageFields.Language)
    {
        NotServed = MessageFields.NotServed,
        OtherWords = MessageFields.OtherWords,
    };

    public static SubmitRequest Read(FieldReader fields, FieldErrors rowErrors, OrleansSmsWebOptions options)
    {
        var rows = Array.Empty<SubmitRecipient>();
        if (fields.TryGetArray(Recipients, MessageLimits.MaxBatchRecipients, out var array, required: true))
        {
            rows = new SubmitRecipient[array.GetArrayLength()];
            var index = 0;
            foreach (var row in array.EnumerateArray())
            {
                rows[index] = ReadRow(row, index, rowErrors);
                index++;
            }

            if (index == 0)
            {
                fields.Wrong(Recipients, FieldCode.Required, "recipients must name at least one");
            }
        }

        return MessageFields.Read(fields, options, rows) with { IsBatch = true };
    }

    // A row that cannot be read goes on without a number, for the grain to count and refuse: so every row keeps its index.
    private static SubmitRecipient ReadRow(JsonElement row, int index, FieldErrors rowErrors)
    {
        var before = rowErrors.List.Count;
        var fields = new FieldReader(row, Row, rowErrors, "/" + Recipients, index);
        var recipient = new SubmitRecipient(
            fields.String(MessageFields.To, required: true) ?? "",
            fields.String(MessageFields.ClientReference),
            TemplateFields.ReadVariables(fields),
            fields.String(MessageFields.Language));
        return rowErrors.List.Count == before ? recipient : new SubmitRecipient("");
    }
}
