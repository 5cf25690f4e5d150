using Workbench;
using Workbench.Commands;
using Workbench.Shared;

if (WorkbenchCommands.Handles(args))
    return await WorkbenchCommands.RunAsync(args, Console.Out, Console.Error);

WebApplication? app = null;
try
{
    app = WorkbenchApplication.Build(args);
    await app.PrepareAsync();
}
catch (SettingException problem)
{
    // There is no log before the program is put together.
    if (app is null)
        await Console.Error.WriteLineAsync($"Workbench does not start. {problem.Message}");
    else
    {
        app.Logger.LogCritical("Workbench does not start. {Problem}", problem.Message);
        await app.DisposeAsync();
    }
    return 2;
}
await app.RunAsync();
return 0;
