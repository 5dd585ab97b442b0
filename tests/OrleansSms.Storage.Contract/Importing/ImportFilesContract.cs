using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Storage.Contract.Importing;

/// <summary>Files of imports.</summary>
public abstract class ImportFilesContract : ContactSamples
{
    private IImportFiles Files => Audience.ImportFiles;

    [Fact]
    public async Task An_upload_is_appended_to_where_it_ends_and_may_begin_anew()
    {
        Assert.True(await Append(0, "number\n"));
        Assert.False(await Append(3, "x"));
        Assert.True(await Append(7, "+447700900123\n", isLast: true));
        Assert.Equal("number\n+447700900123\n", Read(ImportFile.Upload));

        Assert.True(await Append(0, "phone"));
        Assert.Equal("phone", Read(ImportFile.Upload));
    }

    [Fact]
    public async Task The_rejects_outlive_the_work()
    {
        await Append(0, "number\n");
        Write(ImportFile.Run, 3, "run");
        Write(ImportFile.Rejects, 0, "row,reason\n");

        await Files.DeleteWorkAsync("imp_1");

        Assert.Null(Files.Open("imp_1", ImportFile.Upload));
        Assert.Null(Files.Open("imp_1", ImportFile.Run, 3));
        Assert.Equal("row,reason\n", Read(ImportFile.Rejects));
        await Files.DeleteAsync("imp_1");
        Assert.Null(Files.Open("imp_1", ImportFile.Rejects));
    }

    [Fact]
    public async Task A_run_takes_the_place_of_the_rejects_as_a_whole()
    {
        Write(ImportFile.Rejects, 0, "row,reason\n1,no number\n");
        Write(ImportFile.Run, 0, "row,reason\n");

        await Files.ReplaceAsync("imp_1", ImportFile.Rejects, 0);

        Assert.Equal("row,reason\n", Read(ImportFile.Rejects));
        Assert.Null(Files.Open("imp_1", ImportFile.Run, 0));
    }

    [Fact]
    public void An_id_that_leaves_the_folder_is_refused() => Assert.Throws<ArgumentException>(() => Files.Open("../imp", ImportFile.Upload));

    private Task<bool> Append(long offset, string text, bool isLast = false) =>
        Files.AppendAsync("imp_1", ImportFile.Upload, offset, System.Text.Encoding.UTF8.GetBytes(text), isLast);

    private void Write(ImportFile file, int number, string text)
    {
        using var stream = Files.Create("imp_1", file, number);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        Files.Flush(stream);
    }

    private string Read(ImportFile file)
    {
        using var reader = new StreamReader(Files.Open("imp_1", file)!);
        return reader.ReadToEnd();
    }
}
