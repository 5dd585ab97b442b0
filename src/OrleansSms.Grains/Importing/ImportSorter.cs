using System.Globalization;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Importing;
using Sylvan.Data.Csv;

namespace OrleansSms.Grains.Importing;

/// <summary>The first step: reads the rows, lists those that cannot be taken, and puts the others into runs in the order of their numbers.</summary>
internal sealed class ImportSorter(ImportState state, IImportFiles files, FieldTable known, Action<ImportState> tell)
{
    /// <summary>Rows between two looks at whether it is still wanted.</summary>
    private const int RowsPerLook = 4_096;

    /// <summary>Records of a run, in octets, at which it is closed before it has all its rows.</summary>
    private const int MaxRunBytes = 48 * 1024 * 1024;

    private const int BufferChars = 64 * 1024;

    private int _rows;
    private int _runs;

    public ImportState Run(CancellationToken cancellationToken)
    {
        var text = new UploadedText(files, state.Config.Id);
        using var reader = text.Open(cancellationToken);
        try
        {
            using var csv = CsvDataReader.Create(reader, new CsvDataReaderOptions { HasHeaders = true, BufferSize = BufferChars, MaxBufferSize = ImportLimits.MaxRowChars });
            var plan = Plan(csv);
            using var rejects = new RejectFile(files, state.Config.Id, plan.Headers);
            Sort(csv, plan, rejects, text, cancellationToken);
            rejects.Close();
            return state with { Rows = _rows, Rejected = rejects.Count, Runs = _runs, Columns = plan.Shown, Fields = [.. plan.Fields] };
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException)
        {
            throw new ImportRefusedException(string.Create(CultureInfo.InvariantCulture, $"The file is not CSV behind row {_rows + 1}: {e.Message}"));
        }
        catch (InvalidDataException)
        {
            throw new ImportRefusedException("The packed file is damaged; send it again.");
        }
    }

    private ColumnPlan Plan(CsvDataReader csv)
    {
        var headers = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
        var plan = ColumnPlan.Create(headers, state.Config, out var error) ?? throw new ImportRefusedException(error!);
        return known.With(plan.Fields).Names.Count <= ContactLimits.MaxAccountFields ? plan : throw new ImportRefusedException(
            string.Create(CultureInfo.InvariantCulture, $"The contacts would have more than {ContactLimits.MaxAccountFields} different fields. Pass columns over by \"-\" in columns."));
    }

    private void Sort(CsvDataReader csv, ColumnPlan plan, RejectFile rejects, UploadedText text, CancellationToken cancellationToken)
    {
        var rows = new RowReader(plan, state.Config);
        var run = new RunBuffer(FieldTable.Empty.With(plan.Fields));
        Func<int, string> cells = column => column < csv.RowFieldCount ? csv.GetString(column) : "";
        while (csv.Read())
        {
            // Row 1 is the header, as a spreadsheet counts.
            var row = ++_rows + 1;
            if (_rows > ImportLimits.MaxRows)
            {
                throw new ImportRefusedException(string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.MaxRows} rows; send it in parts."));
            }

            if (rows.TryRead(cells, out var contact, out var reject))
            {
                run.Add(contact, row);
            }
            else
            {
                rejects.Add(row, reject, cells(Math.Max(0, reject.Column)));
            }

            if (run.Rows == ImportLimits.RowsPerRun || run.Bytes > MaxRunBytes)
            {
                run.Write(files, state.Config.Id, _runs++);
            }

            if (_rows % RowsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tell(state with { Status = ImportStatus.Checking, Rows = _rows, Rejected = rejects.Count, Progress = text.Progress });
            }
        }

        if (run.Rows > 0)
        {
            run.Write(files, state.Config.Id, _runs++);
        }
    }
}
